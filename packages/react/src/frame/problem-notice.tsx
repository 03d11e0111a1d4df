import type { ReactNode } from 'react'
import { sayProblem } from '../language/say-problem.ts'
import { useQuoin } from '../quoin-provider.tsx'

interface ProblemNoticeProps {
  readonly error: unknown
  /** Asks once more; left out where that is of no use. */
  readonly onRetry?: (() => void) | undefined
  /** Instead of what the error is called. */
  readonly children?: ReactNode
}

/** What went wrong, and a way to try again. */
export function ProblemNotice({ error, onRetry, children }: ProblemNoticeProps): ReactNode {
  const { words } = useQuoin()
  return (
    <div className="quoin-notice" data-tone="bad" role="alert">
      <p>{children ?? sayProblem(error, words)}</p>
      {onRetry && (
        <button type="button" className="quoin-button" onClick={onRetry}>
          {words('state.retry')}
        </button>
      )}
    </div>
  )
}
