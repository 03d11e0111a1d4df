import { z } from '@hono/zod-openapi'
import type { Order, Quoin } from '@quoin/core'
import { signedIn } from '../caller.ts'
import { decodeCursor, pageOf } from '../cursor.ts'
import { endpoint, noBody, nothing } from '../endpoint.ts'
import { cursor, guestLink, limit, orderParams, text } from '../fields.ts'
import { findOrderFor } from '../find-order.ts'
import { HistoryEntry, viewHistory } from '../views/history-view.ts'
import { OrderView, viewOrder } from '../views/order-view.ts'
import type { Viewer } from '../views/viewer.ts'

export const OrderAnswer = z.strictObject({ order: OrderView })
export const OrderPage = z.strictObject({ orders: z.array(OrderView), nextCursor: z.string().nullable() })
const OrderStatusAnswer = z.strictObject({ order: OrderView, history: z.array(HistoryEntry) }).openapi('OrderStatus')

export const listOwnOrders = endpoint({
  access: 'customer',
  method: 'get',
  path: '/orders',
  tag: 'Orders',
  summary: 'List own orders, newest first',
  params: nothing,
  query: z.strictObject({ limit, cursor }),
  body: noBody,
  answer: OrderPage,
  async handle({ quoin, caller, query }) {
    const rows = await quoin.orders.list({
      userId: signedIn(caller).userId,
      sort: '-createdAt',
      limit: query.limit + 1,
      ...(query.cursor !== undefined && { after: await decodeCursor(quoin.signer, 'own', query.cursor) }),
    })
    const { page, nextCursor } = await pageOf(quoin.signer, 'own', rows, query.limit, ({ createdAt, id }) => ({
      at: createdAt,
      id,
    }))
    return { orders: page.map((order) => viewOrder(order, 'customer')), nextCursor }
  },
})

export const showOrderStatus = endpoint({
  access: 'link',
  method: 'get',
  path: '/orders/{id}/status',
  tag: 'Orders',
  summary: 'Show an order and its history',
  description: 'For its owner, admins, and whoever holds a guest link to it, who is shown no personal data.',
  params: orderParams,
  query: guestLink,
  body: noBody,
  answer: OrderStatusAnswer,
  async handle(call) {
    const { order, viewer } = await findOrderFor(call, call.params.id, call.query.token)
    return orderStatusOf(call.quoin, order, viewer)
  },
})

export const refreshOrder = endpoint({
  access: 'link',
  method: 'post',
  path: '/orders/{id}/status',
  cost: 5,
  tag: 'Orders',
  summary: 'Read an order from the providers now',
  description: 'For its owner, admins, and whoever holds a guest link to it.',
  params: orderParams,
  query: guestLink,
  body: noBody,
  answer: OrderStatusAnswer,
  async handle(call) {
    const { order, viewer } = await findOrderFor(call, call.params.id, call.query.token)
    return orderStatusOf(call.quoin, await call.quoin.orders.refresh(order.id, call.actor), viewer)
  },
})

export const cancelOrder = endpoint({
  access: 'customer',
  method: 'post',
  path: '/orders/{id}/cancel',
  tag: 'Orders',
  summary: 'Cancel an order',
  description: 'Asks the print provider first, then gives the money back. For its owner and admins.',
  params: orderParams,
  query: nothing,
  body: z.strictObject({ reason: text(500).optional() }).optional(),
  answer: OrderAnswer,
  async handle(call) {
    const { order, viewer } = await findOrderFor(call, call.params.id)
    const reason = call.body?.reason ?? `Requested by the ${viewer}.`
    return { order: viewOrder(await call.quoin.orders.cancel(order.id, { reason }, call.actor), viewer) }
  },
})

/** What the status of an order shows to somebody. */
export async function orderStatusOf(
  quoin: Quoin,
  order: Order,
  viewer: Viewer,
): Promise<z.infer<typeof OrderStatusAnswer>> {
  const history = await quoin.orders.history(order.id)
  return { order: viewOrder(order, viewer), history: viewHistory(history, order.currency, viewer) }
}
