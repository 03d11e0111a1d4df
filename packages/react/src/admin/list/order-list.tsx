import { type ReactNode, useState } from 'react'
import { Loading } from '../../frame/loading.tsx'
import { useAdmin } from '../admin-context.tsx'
import { useManagedOrders } from '../orders/use-managed-orders.ts'
import { Refusal } from '../refusal.tsx'
import { everyOrder } from '../route/admin-route.ts'
import { BulkBar } from './bulk-bar.tsx'
import { OrderTable } from './order-table.tsx'
import { textOfFilter } from './saved-views.ts'
import { useSelection } from './use-selection.ts'

/** The orders that fit the filters, page by page. */
export function OrderList(): ReactNode {
  const { words, route } = useAdmin()
  const { filter } = route
  const selection = useSelection()
  const { cursors, turn } = useCursors(textOfFilter(filter))
  const { data, error, refetch, isPlaceholderData } = useManagedOrders({ filter, cursor: cursors.at(-1) })
  const next = data?.nextCursor
  return (
    <div className="quoin-admin-list" aria-busy={isPlaceholderData}>
      <BulkBar selection={selection} />
      {error && <Refusal error={error} onRetry={refetch} />}
      {!data && !error && <Loading lines={8} />}
      {data && data.orders.length > 0 && <OrderTable orders={data.orders} selection={selection} />}
      {data?.orders.length === 0 && (
        <p className="quoin-empty" role="status">
          {words(textOfFilter(filter) === textOfFilter(everyOrder) ? 'list.empty' : 'list.emptyFilter')}
        </p>
      )}
      {(cursors.length > 0 || next) && (
        <div className="quoin-row quoin-admin-pager">
          <button
            type="button"
            className="quoin-button"
            disabled={cursors.length === 0}
            onClick={() => turn(cursors.slice(0, -1))}
          >
            {words('list.newer')}
          </button>
          <span className="quoin-soft" role="status">
            {words('list.page', { number: cursors.length + 1 })}
          </span>
          <button
            type="button"
            className="quoin-button"
            disabled={!next || isPlaceholderData}
            onClick={() => next && turn([...cursors, next])}
          >
            {words('list.older')}
          </button>
        </div>
      )}
    </div>
  )
}

/** The cursors that led to the page that is seen. They belong to one filter: with another it begins anew. */
function useCursors(filter: string): {
  readonly cursors: readonly string[]
  turn(cursors: readonly string[]): void
} {
  const [place, setPlace] = useState<{ filter: string; cursors: readonly string[] }>({ filter, cursors: [] })
  return {
    cursors: place.filter === filter ? place.cursors : [],
    turn: (cursors) => setPlace({ filter, cursors }),
  }
}
