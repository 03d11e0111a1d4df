import { type ReactNode, useEffect, useRef } from 'react'
import { useAdmin } from '../admin-context.tsx'
import { OrderDetail } from '../order/order-detail.tsx'
import { FilterBar } from './filter-bar.tsx'
import { OrderList } from './order-list.tsx'
import { ViewBar } from './view-bar.tsx'

/** The list, and beside or above it the order that is open. */
export function OrdersPage(): ReactNode {
  const { words, route, go } = useAdmin()
  const { orderId } = route
  const page = useRef<HTMLDivElement>(null)
  useReturningFocus(page, orderId)
  return (
    <div ref={page} className="quoin-admin-orders" data-open={orderId !== null}>
      <section className="quoin-admin-side" aria-label={words('list.title')}>
        <h2 className="quoin-hidden">{words('list.title')}</h2>
        <ViewBar />
        <FilterBar />
        <OrderList />
      </section>
      {orderId !== null && <OrderDetail key={orderId} orderId={orderId} onClose={() => go({ orderId: null })} />}
    </div>
  )
}

/** Whoever closes an order is back at its row, and sees it while it is open. */
function useReturningFocus(page: { readonly current: HTMLElement | null }, orderId: string | null): void {
  const before = useRef<string | null>(null)
  useEffect(() => {
    const row = (id: string | null) =>
      page.current?.querySelector<HTMLElement>(`[data-order="${CSS.escape(id ?? '')}"]`)
    if (orderId === null) row(before.current)?.focus()
    else row(orderId)?.scrollIntoView({ block: 'nearest' })
    before.current = orderId
  }, [orderId, page])
}
