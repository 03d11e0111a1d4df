import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Loading } from '../frame/loading.tsx'
import { MoreButton } from '../frame/more-button.tsx'
import { ProblemNotice } from '../frame/problem-notice.tsx'
import { NotificationBell } from '../notifications/notification-bell.tsx'
import { useOrders } from '../orders/use-orders.ts'
import { useQuoin } from '../quoin-provider.tsx'
import { OrderCard } from './order-card.tsx'
import { OrderDetails, type OrderDetailsProps } from './order-details.tsx'

/** The list of own orders, and beside it, or instead of it on a narrow page, the one that was chosen. */
export function OwnOrders(shown: Pick<OrderDetailsProps, 'itemImage' | 'onPay'>): ReactNode {
  const { words } = useQuoin()
  const pages = useOrders()
  const { data: orders, error, isPending, refetch } = pages
  const [chosen, setChosen] = useState<string | null>(null)
  const list = useRef<HTMLElement>(null)
  const details = useRef<HTMLDivElement>(null)
  const wasChosen = useRef<string | null>(null)
  const newest = orders?.[0]?.id

  // Where both fit beside each other, the newest is shown from the beginning.
  useEffect(() => {
    if (newest !== undefined && details.current?.getClientRects().length) setChosen((before) => before ?? newest)
  }, [newest])

  // Where the page is narrow, what had the focus is hidden by now.
  useEffect(() => {
    if (chosen === null && wasChosen.current !== null) list.current?.focus()
    if (chosen !== null && list.current?.getClientRects().length === 0) details.current?.focus()
    wasChosen.current = chosen
  }, [chosen])

  return (
    <div className="quoin-orders" data-showing={chosen === null ? 'list' : 'order'}>
      <header className="quoin-orders-head">
        <h1 className="quoin-title">{words('list.title')}</h1>
        <NotificationBell onOpen={({ orderId }) => setChosen(orderId)} />
      </header>
      <nav ref={list} className="quoin-orders-list" aria-label={words('list.title')} tabIndex={-1}>
        {isPending && <Loading lines={4} />}
        {error && !orders && <ProblemNotice error={error} onRetry={() => void refetch()} />}
        {orders?.length === 0 && <p className="quoin-empty">{words('list.empty')}</p>}
        {orders && orders.length > 0 && (
          <ul>
            {orders.map((order) => (
              <li key={order.id}>
                <OrderCard order={order} isChosen={order.id === chosen} onChoose={() => setChosen(order.id)} />
              </li>
            ))}
          </ul>
        )}
        <MoreButton label={words('list.more')} pages={pages} />
      </nav>
      <div ref={details} className="quoin-orders-details" tabIndex={-1}>
        {chosen !== null && (
          <>
            <button type="button" className="quoin-button quoin-back" onClick={() => setChosen(null)}>
              <span aria-hidden="true">←</span> {words('list.back')}
            </button>
            <OrderDetails key={chosen} {...shown} orderId={chosen} />
          </>
        )}
      </div>
    </div>
  )
}
