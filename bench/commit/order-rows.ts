import { orderFigures } from '@quoin/core'
import { toSearchRow } from '../../packages/kysely/src/search-terms.ts'
import type { NewOrder } from './new-order.ts'

export type Row = Readonly<Record<string, unknown>>

/** The rows that Quoin stores of a new order, by table, without what is null or has a default. */
export interface OrderRows {
  readonly orders: readonly [Row]
  readonly order_items: readonly Row[]
  readonly order_search: readonly [Row]
  readonly order_logs: readonly [Row]
  readonly retry_operations: readonly [Row]
}

const json = (value: unknown): string => JSON.stringify(value)

/** As an app would write it that knows these tables by heart. */
export function orderRows({ order, event, job }: NewOrder): OrderRows {
  return {
    orders: [
      {
        id: order.id,
        number: order.number,
        version: order.version,
        status: order.status,
        payment_status: order.paymentStatus,
        attention: json(order.attention),
        user_id: order.userId,
        currency: order.currency,
        terms: json(order.terms),
        shipping_options: json(order.shippingOptions),
        totals: json(order.totals),
        refunds: json(order.refunds),
        refund_balance: json(order.refundBalance),
        claims: json(order.claims),
        metadata: json(order.metadata),
        payment_provider: order.payment.provider,
        amount_captured: order.payment.amountCaptured,
        amount_refunded: order.payment.amountRefunded,
        under_review: order.payment.underReview,
        archived: order.archivedAt !== null,
        copies: orderFigures(order).copies,
        created_at: order.createdAt,
        updated_at: order.updatedAt,
        status_changed_at: order.statusChangedAt,
      },
    ],
    order_items: order.items.map((item, position) => ({
      id: item.id,
      order_id: order.id,
      position,
      product_id: item.productId,
      name: item.name,
      sku: item.sku,
      quantity: item.quantity,
      unit_price_amount: item.unitPrice.amount,
      unit_price_currency: item.unitPrice.currency,
      attributes: json(item.attributes),
      sizing: item.sizing,
      assets: json(item.assets),
    })),
    order_search: [{ order_id: order.id, terms: toSearchRow(order).terms }],
    order_logs: [
      {
        id: event.id,
        order_id: order.id,
        version: event.version,
        position: event.position,
        at: event.at,
        actor: event.actor,
        type: event.event.type,
        event: json(event.event),
      },
    ],
    retry_operations: [
      {
        id: job.id,
        kind: job.kind,
        key: job.key,
        order_id: job.orderId,
        payload: json(job.payload),
        priority: job.priority,
        run_at: order.createdAt,
        created_at: order.createdAt,
      },
    ],
  }
}
