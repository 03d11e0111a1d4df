import { type Order, orderFigures } from '@quoin/core'
import { type RawBuilder, sql } from 'kysely'
import { fieldsAs, type Row, renamedAs } from './columns.ts'
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

/**
 * The whole order of the row `o`, as JSON text in the shape of an `Order`. Of rows, which Postgres writes in two thirds of the
 * time that it takes for an object whose every key is an argument.
 */
export function orderDocument({ items, fulfillments, shipments }: Tables) {
  const unitPrice = objectOf(sql`i.unit_price_amount as amount, i.unit_price_currency as currency`)
  const itemsOf = listOf(
    sql`${fieldsAs(itemFields, 'i')}, ${unitPrice} as "unitPrice"`,
    sql`${items} i where i.order_id = o.id order by i.position`,
  )
  const shipmentsOf = listOf(
    fieldsAs(shipmentFields, 's'),
    sql`${shipments} s where s.fulfillment_id = f.id order by s.position`,
  )
  const fulfillmentsOf = listOf(
    sql`${fieldsAs(fulfillmentFields, 'f')}, ${shipmentsOf} as shipments`,
    sql`${fulfillments} f where f.order_id = o.id order by f.position`,
  )
  const request = objectOf(sql`o.cancel_reason as reason, o.cancel_requested_at as at,
    o.cancel_fulfillment_ids as "fulfillmentIds"`)
  return sql<string>`${objectOf(sql`${fieldsAs(orderFields, 'o')},
    ${objectOf(renamedAs(paymentColumns, 'o'))} as payment,
    case when o.cancel_reason is not null then ${request} end as "cancelRequest",
    ${itemsOf} as items, ${fulfillmentsOf} as fulfillments`)}::text`
}

function objectOf(fields: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select row_to_json(r) from (select ${fields}) r)`
}

function listOf(fields: RawBuilder<unknown>, from: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select coalesce(json_agg(row_to_json(r)), '[]') from (select ${fields} from ${from}) r)`
}
