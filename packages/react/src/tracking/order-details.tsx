import { type ReactNode, useEffect, useId } from 'react'
import { Loading } from '../frame/loading.tsx'
import { ProblemNotice } from '../frame/problem-notice.tsx'
import { StatusMark } from '../frame/status-mark.tsx'
import { describeHistory } from '../orders/describe-history.ts'
import { progressOf } from '../orders/order-progress.ts'
import { isClosed, summaryOf } from '../orders/order-summary.ts'
import { parcelsOf } from '../orders/parcels.ts'
import { useOrder } from '../orders/use-order.ts'
import { useOrderActions } from '../orders/use-order-actions.ts'
import { useRefreshOrder } from '../orders/use-refresh-order.ts'
import type { StartedCheckout } from '../orders/use-resume-checkout.ts'
import { useQuoin } from '../quoin-provider.tsx'
import { RequestError } from '../request-error.ts'
import { CancelOrder } from './cancel-order.tsx'
import { DeliveryAddress } from './delivery-address.tsx'
import { OrderClaims } from './order-claims.tsx'
import { OrderHistory } from './order-history.tsx'
import { type ItemImage, OrderItems } from './order-items.tsx'
import { OrderParcels } from './order-parcels.tsx'
import { PayOrder } from './pay-order.tsx'
import { ProgressSteps } from './progress-steps.tsx'

export interface OrderDetailsProps {
  readonly orderId: string
  readonly token?: string | undefined
  readonly itemImage?: ItemImage | undefined
  readonly onPay?: ((checkout: StartedCheckout) => void) | undefined
}

/** One order with everything that its customer can see and do. */
export function OrderDetails({ orderId, token, itemImage, onPay }: OrderDetailsProps): ReactNode {
  const quoin = useQuoin()
  const { words, format } = quoin
  const titleId = useId()
  const { data, error, refetch } = useOrder(orderId, { token })
  const isChangeable = token === undefined && data !== undefined && !isClosed(data.order)
  const { data: actions } = useOrderActions(orderId, { enabled: isChangeable })
  const { mutate: refresh, isSuccess, isError } = useRefreshOrder(orderId, { token })
  const isUnpaid = data?.order.status === 'pending'
  // Whoever comes back from paying is here before the payment's webhook may be.
  useEffect(() => {
    if (isUnpaid) refresh()
  }, [isUnpaid, refresh])
  if (!data) {
    if (!error) return <Loading lines={6} />
    const isDeadLink = token !== undefined && error instanceof RequestError && error.code === 'unauthenticated'
    return isDeadLink ? (
      <ProblemNotice error={error}>{words('state.link')}</ProblemNotice>
    ) : (
      <ProblemNotice error={error} onRetry={() => void refetch()} />
    )
  }

  const { order, history } = data
  const summary = summaryOf(order)
  const progress = progressOf(order, history)
  const parcels = parcelsOf(order)
  const isPayable = isUnpaid && (isSuccess || isError) && order.paymentStatus !== 'processing'
  const mayCancel = isChangeable && actions?.cancel === true && order.cancelRequestedAt === null
  const mayMove = isChangeable && actions?.recipient === true && order.edit === null
  return (
    <article className="quoin-order" aria-labelledby={titleId}>
      <header className="quoin-order-head">
        <div className="quoin-row">
          <h2 id={titleId} className="quoin-title">
            {words('order.title', { number: order.number })}
          </h2>
          <StatusMark tone={summary.tone}>{words(summary.status)}</StatusMark>
        </div>
        <p className="quoin-soft">{words('order.placed', { day: format.day(order.createdAt) })}</p>
        <p className="quoin-lead" role="status">
          {words(summary.sentence)}
        </p>
        {isPayable && <PayOrder orderId={orderId} token={token} onPay={onPay} />}
      </header>
      {order.attention.length > 0 && (
        <p className="quoin-notice" data-tone="warn">
          {words('summary.attention')}
        </p>
      )}
      {progress && <ProgressSteps stages={progress} />}
      <OrderParcels parcels={parcels} isExpected={progress !== null && order.status !== 'pending'} />
      <OrderItems order={order} itemImage={itemImage} />
      <DeliveryAddress order={order} isEditable={mayMove} isPartial={token !== undefined} />
      <OrderClaims order={order} token={token} />
      <OrderHistory entries={describeHistory(history, parcels, quoin)} />
      {mayCancel && <CancelOrder orderId={orderId} />}
    </article>
  )
}
