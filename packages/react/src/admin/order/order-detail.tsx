import { type ReactNode, useEffect, useRef } from 'react'
import { Loading } from '../../frame/loading.tsx'
import { useAdmin } from '../admin-context.tsx'
import { useManagedOrder } from '../orders/use-managed-order.ts'
import { Refusal } from '../refusal.tsx'
import { OrderBody } from './order-body.tsx'

interface OrderDetailProps {
  readonly orderId: string
  readonly onClose: () => void
}

/** All of one order. Escape closes it. */
export function OrderDetail({ orderId, onClose }: OrderDetailProps): ReactNode {
  const { words } = useAdmin()
  const { data, error, refetch } = useManagedOrder(orderId)
  const title = useRef<HTMLHeadingElement>(null)
  // Whoever opened it is at its beginning, also with a keyboard.
  useEffect(() => title.current?.focus(), [])
  return (
    <article
      className="quoin-admin-detail"
      aria-label={words('order.title', { number: data?.order.number ?? '' })}
      onKeyDown={(event) => {
        // A dialog inside it closes first, and by itself.
        if (event.key === 'Escape' && !event.defaultPrevented && !isInDialog(event.target)) onClose()
      }}
    >
      <div className="quoin-row quoin-admin-detail-head">
        <button type="button" className="quoin-link quoin-admin-back" onClick={onClose}>
          ← {words('order.back')}
        </button>
        <h2 ref={title} className="quoin-title" tabIndex={-1}>
          {words('order.title', { number: data?.order.number ?? '…' })}
        </h2>
        <button
          type="button"
          className="quoin-admin-icon quoin-admin-close"
          aria-label={words('order.close')}
          onClick={onClose}
        >
          ×
        </button>
      </div>
      {error && <Refusal error={error} onRetry={refetch} />}
      {!data && !error && <Loading lines={5} />}
      {data && <OrderBody order={data.order} history={data.history} />}
    </article>
  )
}

function isInDialog(target: EventTarget): boolean {
  return target instanceof Element && target.closest('dialog') !== null
}
