import type { ReactNode } from 'react'
import { useQuoin } from '../quoin-provider.tsx'

/** Stands where something will be. */
export function Loading({ lines = 3 }: { readonly lines?: number }): ReactNode {
  const { words } = useQuoin()
  return (
    <div className="quoin-loading" role="status">
      <span className="quoin-hidden">{words('state.loading')}</span>
      {Array.from({ length: lines }, (_, line) => `line ${line}`).map((key) => (
        <span key={key} className="quoin-loading-line" />
      ))}
    </div>
  )
}
