import { type Order, orderFigures } from '@quoin/core'
import { sql } from 'kysely'
import { fieldPairs, type Row, renamedPairs } from './columns.ts'
import {
  type fulfillmentColumns,
  fulfillmentFields,
  type itemColumns,
  itemFields,
  type orderColumns,
  orderFields,
  paymentColumns,
  type shipmentColumns,
  shipmentFields,
} from './order-columns.ts'
import type { Tables } from './schema-name.ts'

// One order is one row of `orders` and some of the three tables below it. It is taken apart here, and put together by SQL.

export function toOrderRow(order: Order, traceparent: string | null): Row<typeof orderColumns> {
  const { items, fulfillments, payment, cancelRequest, ...fields } = order
  return {
    ...fields,
    archived: order.archivedAt !== null,
    paymentProvider: payment.provider,
    checkoutId: payment.checkoutId,
    checkoutUrl: payment.url,
    checkoutExpiresAt: payment.expiresAt,
    paymentId: payment.paymentId,
    livemode: payment.livemode,
    amountCaptured: payment.amountCaptured,
    amountRefunded: payment.amountRefunded,
    capturedAt: payment.capturedAt,
    presented: payment.presented,
    dispute: payment.dispute,
    underReview: payment.underReview,
    fraudWarning: payment.fraudWarning,
    paymentReadAt: payment.readAt,
    cancelReason: cancelRequest?.reason,
    cancelRequestedAt: cancelRequest?.at,
    cancelFulfillmentIds: cancelRequest?.fulfillmentIds,
    ...orderFigures(order),
    traceparent,
  }
}

export function toItemRows(order: Order): Row<typeof itemColumns>[] {
  return order.items.map(({ unitPrice, ...fields }, position) => ({
    ...fields,
    orderId: order.id,
    position,
    unitPriceAmount: unitPrice.amount,
    unitPriceCurrency: unitPrice.currency,
  }))
}

export function toFulfillmentRows(order: Order): Row<typeof fulfillmentColumns>[] {
  return order.fulfillments.map(({ shipments, ...fields }, position) => ({ ...fields, orderId: order.id, position }))
}

export function toShipmentRows(order: Order): Row<typeof shipmentColumns>[] {
  return order.fulfillments.flatMap(({ id, shipments }) =>
    shipments.map((fields, position) => ({ ...fields, fulfillmentId: id, position })),
  )
}

/** The whole order of the row `o`, as JSON text in the shape of an `Order`. */
export function orderDocument({ items, fulfillments, shipments }: Tables) {
  return sql<string>`json_build_object(
    ${fieldPairs(orderFields, 'o')},
    'payment', json_build_object(${renamedPairs(paymentColumns, 'o')}),
    'cancelRequest', case when o.cancel_reason is not null
      then json_build_object('reason', o.cancel_reason, 'at', o.cancel_requested_at,
        'fulfillmentIds', o.cancel_fulfillment_ids) end,
    'items', (
      select coalesce(json_agg(json_build_object(
        ${fieldPairs(itemFields, 'i')},
        'unitPrice', json_build_object('amount', i.unit_price_amount, 'currency', i.unit_price_currency)
      ) order by i.position), '[]') from ${items} i where i.order_id = o.id),
    'fulfillments', (
      select coalesce(json_agg(json_build_object(
        ${fieldPairs(fulfillmentFields, 'f')},
        'shipments', (
          select coalesce(json_agg(json_build_object(${fieldPairs(shipmentFields, 's')}) order by s.position), '[]')
          from ${shipments} s where s.fulfillment_id = f.id)
      ) order by f.position), '[]') from ${fulfillments} f where f.order_id = o.id)
  )::text`
}
