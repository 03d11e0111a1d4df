import type { ReactNode } from 'react'
import { useAdmin } from '../admin-context.tsx'
import { useRetryOrders } from '../orders/use-retry-orders.ts'
import { useWhy } from '../refusal.tsx'
import type { Selection } from './use-selection.ts'

/** What can be done with all that is selected, and what came of it. */
export function BulkBar({ selection }: { readonly selection: Selection }): ReactNode {
  const { words } = useAdmin()
  const retry = useRetryOrders()
  const count = selection.orders.length
  const numbers = new Map(selection.orders.map(({ id, number }) => [id, number]))
  if (count === 0) return null
  const { retried, refused } = retry.data ?? { retried: [], refused: [] }
  return (
    <section className="quoin-admin-bulk" aria-label={words('bulk.label')}>
      <div className="quoin-row">
        <strong>{words('bulk.selected', { count })}</strong>
        <div className="quoin-buttons">
          <button
            type="button"
            className="quoin-button"
            data-kind="main"
            disabled={retry.isPending}
            onClick={() => retry.mutate(selection.orders.map(({ id }) => id))}
          >
            {words('bulk.retry')}
          </button>
          <button type="button" className="quoin-button" disabled={retry.isPending} onClick={selection.clear}>
            {words('bulk.clear')}
          </button>
        </div>
      </div>
      <div role="status">
        {retry.isPending && <p>{words('bulk.running', { done: retry.done, count })}</p>}
        {retried.length > 0 && <p>{words('bulk.retried', { count: retried.length })}</p>}
        {refused.length > 0 && <p>{words('bulk.refused', { count: refused.length })}</p>}
        <ul>
          {refused.map(({ orderId, error }) => (
            <li key={orderId}>
              {numbers.get(orderId)} <Why error={error} />
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

function Why({ error }: { readonly error: Error }): ReactNode {
  return useWhy(error)
}
