import type { ReactNode } from 'react'
import { useQuoin } from '../quoin-provider.tsx'
import { RequestError } from '../request-error.ts'
import { useAdmin } from './admin-context.tsx'

interface RefusalProps {
  readonly error: unknown
  /** Fields whose faults stand beside them already. */
  readonly except?: (path: string) => boolean
  readonly onRetry?: (() => void) | undefined
}

/** Why something was refused, in the API's own words, with the fields at fault. */
export function Refusal({ error, except = () => false, onRetry }: RefusalProps): ReactNode {
  const { words: common } = useQuoin()
  const { words } = useAdmin()
  const issues = error instanceof RequestError ? error.issues : []
  const fields = issues.filter(({ path }) => path !== '' && !except(path))
  return (
    <div className="quoin-notice" data-tone="bad" role="alert">
      <div>
        <p>{useWhy(error)}</p>
        {fields.length > 0 && (
          <ul>
            {fields.map(({ path, message }) => (
              <li key={`${path} ${message}`}>{words('state.field', { path, message })}</li>
            ))}
          </ul>
        )}
      </div>
      {onRetry && (
        <button type="button" className="quoin-button" onClick={onRetry}>
          {common('state.retry')}
        </button>
      )}
    </div>
  )
}

/** What is no refusal of the API has a text for programmers, if any. */
export function useWhy(error: unknown): string {
  const { words: common } = useQuoin()
  const { words } = useAdmin()
  if (!(error instanceof RequestError)) return common('state.failed')
  if (error.code === 'unreachable') return common('state.unreachable')
  if (error.code === 'unauthenticated') return common('state.unauthenticated')
  if (error.code === 'rate_limited') return common('state.busy')
  return error.code === 'forbidden' ? words('state.forbidden') : error.message
}
