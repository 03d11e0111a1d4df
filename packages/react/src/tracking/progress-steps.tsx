import type { ReactNode } from 'react'
import type { OrderStage } from '../orders/order-progress.ts'
import { useQuoin } from '../quoin-provider.tsx'

/** How far an order is on its way. */
export function ProgressSteps({ stages }: { readonly stages: readonly OrderStage[] }): ReactNode {
  const { words, format } = useQuoin()
  return (
    <ol className="quoin-steps" aria-label={words('progress.label')}>
      {stages.map(({ name, state, at }) => (
        <li key={name} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
          <span className="quoin-steps-name">{words(`progress.${name}`)}</span>
          <span className="quoin-soft">
            {at === null ? words(`progress.state.${state}`) : <time dateTime={at}>{format.day(at)}</time>}
          </span>
        </li>
      ))}
    </ol>
  )
}
