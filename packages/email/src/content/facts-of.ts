import { money, type Notification, type Order } from '@quoin/core'
import type { EmailFacts } from '../locale/email-locale.ts'
import { formatMoney } from '../locale/format.ts'
import { webUrl } from '../web-url.ts'
import { type NotifiedParcel, shareOf } from './parcel-of.ts'

/** What a message is about. */
export function factsOf(
  order: Order,
  notification: Notification,
  { shop, tag, parcel }: { readonly shop: string; readonly tag: string; readonly parcel: NotifiedParcel | null },
): EmailFacts {
  const { payment, refundBalance, refunds, totals, currency } = order
  // A cancelled order is told before its money is sent back.
  const isSent = notification.type !== 'order_cancelled'
  const refunded = isSent ? payment.amountRefunded : Math.max(payment.amountRefunded, refundBalance.target)
  const latest = refunds.filter(({ requestedAt }) => requestedAt <= notification.createdAt).at(-1)
  return {
    order,
    shop,
    orderNumber: order.number,
    total: formatMoney(tag, totals.total),
    refunded: refunded > 0 ? formatMoney(tag, money(refunded, currency)) : null,
    isRefundedInFull: refunded > 0 && refunded >= payment.amountCaptured,
    isCharged: payment.amountCaptured > 0,
    refundNote: latest?.note ?? null,
    parcel: shareOf(order, parcel),
    isAboutParcel: notification.shipmentId !== null,
    isTracked: Boolean(parcel?.shipment.trackingNumber ?? webUrl(parcel?.shipment.trackingUrl)),
  }
}
