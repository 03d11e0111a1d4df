import type { ClientOrder } from '@quoin/http/client'
import type { ReactNode } from 'react'
import { StatusMark } from '../frame/status-mark.tsx'
import { useAdmin } from './admin-context.tsx'
import { attentionTones, orderStatusTones, paymentStatusTones } from './order-values.ts'

type OrderProps = { readonly order: Pick<ClientOrder, 'status' | 'paymentStatus' | 'attention' | 'cancelRequestedAt'> }

export function OrderStatusMark({ order: { status, cancelRequestedAt } }: OrderProps): ReactNode {
  const { words } = useAdmin()
  const isOver = status === 'cancelled' || status === 'expired'
  if (cancelRequestedAt !== null && !isOver) return <StatusMark tone="warn">{words('status.cancelling')}</StatusMark>
  return <StatusMark tone={orderStatusTones[status]}>{words(`status.${status}`)}</StatusMark>
}

export function PaymentStatusMark({ order: { paymentStatus } }: OrderProps): ReactNode {
  const { words } = useAdmin()
  return <StatusMark tone={paymentStatusTones[paymentStatus]}>{words(`payment.${paymentStatus}`)}</StatusMark>
}

/** That it is in the archive; nothing where it is not. */
export function ArchivedMark({
  order: { archivedAt },
}: {
  readonly order: Pick<ClientOrder, 'archivedAt'>
}): ReactNode {
  const { words } = useAdmin()
  return archivedAt && <StatusMark tone="calm">{words('order.archived')}</StatusMark>
}

/** The worst reason for attention, and how many more there are. */
export function AttentionMark({ order: { attention } }: OrderProps): ReactNode {
  const { words } = useAdmin()
  const worst = attention.find(({ code }) => attentionTones[code] === 'bad') ?? attention[0]
  if (!worst) return null
  const more = attention.length - 1
  return (
    <span className="quoin-admin-reason" data-tone={attentionTones[worst.code]}>
      {words(`attention.${worst.code}`)}
      {more > 0 && ` ${words('list.moreReasons', { count: more })}`}
    </span>
  )
}
