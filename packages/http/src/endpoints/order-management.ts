import { z } from '@hono/zod-openapi'
import { attentionCodes, orderSorts, orderStatuses, paymentStatuses } from '@quoin/core'
import { decodeCursor, pageOf } from '../cursor.ts'
import { endpoint, noBody, nothing } from '../endpoint.ts'
import { anyOf, cursor, dateFrom, dateTo, httpUrl, id, limit, line, text } from '../fields.ts'
import { findOrder } from '../find-order.ts'
import { parseInput } from '../parse-input.ts'
import { viewOrder } from '../views/order-view.ts'
import { actionFields, actionNames, actionStep, type Step, takesShipment } from './admin-actions.ts'
import { OrderAnswer, OrderPage } from './orders.ts'

const archiveFilters = ['exclude', 'include', 'only'] as const

const OrderFilter = z
  .strictObject({
    status: anyOf(orderStatuses),
    paymentStatus: anyOf(paymentStatuses),
    attention: z
      .enum(['true', 'false', ...attentionCodes])
      .optional()
      .openapi({ description: '`true`: some reason is open. A code: that reason is open.' }),
    archived: z.enum(archiveFilters).default('exclude').openapi({
      description: 'What is in the archive: left out, listed with the others, or listed alone.',
    }),
    dateFrom,
    dateTo,
    userId: line(200).optional(),
    q: line(200).optional().openapi({
      description:
        'The beginning of a number, an e-mail address or a name, of a word in one of them, or of a provider id; any case.',
    }),
    sort: z.enum(orderSorts).default('-createdAt'),
    cursor,
    limit,
  })
  .refine(({ dateFrom, dateTo }) => !dateFrom || !dateTo || dateFrom < dateTo, {
    path: ['dateTo'],
    error: 'Must not be before dateFrom.',
  })

export const listOrders = endpoint({
  access: 'admin',
  method: 'get',
  path: '/orders/management',
  tag: 'Order management',
  summary: 'List orders',
  params: nothing,
  query: OrderFilter,
  body: noBody,
  answer: OrderPage,
  async handle({ quoin, query }) {
    const { status, paymentStatus, attention, archived, userId, q, sort } = query
    const rows = await quoin.orders.list({
      sort,
      limit: query.limit + 1,
      ...(status && { status }),
      ...(paymentStatus && { paymentStatus }),
      ...(attention && { attention: attention === 'true' || (attention === 'false' ? false : attention) }),
      ...(archived !== 'include' && { archived: archived === 'only' }),
      ...(query.dateFrom && { createdFrom: query.dateFrom }),
      ...(query.dateTo && { createdBefore: query.dateTo }),
      ...(userId !== undefined && { userId }),
      ...(q !== undefined && { q }),
      ...(query.cursor !== undefined && { after: await decodeCursor(quoin.signer, sort, query.cursor) }),
    })
    const at = sort.endsWith('createdAt') ? 'createdAt' : 'updatedAt'
    const { page, nextCursor } = await pageOf(quoin.signer, sort, rows, query.limit, (order) => ({
      at: order[at],
      id: order.id,
    }))
    return { orders: page.map((order) => viewOrder(order, 'admin')), nextCursor }
  },
})

const OrderPatch = z
  .strictObject({
    orderId: id,
    action: z.enum(actionNames).optional(),
    trackingNumber: line(100).optional(),
    trackingUrl: httpUrl.optional(),
    notes: text(2000).optional(),
    ...actionFields,
  })
  .refine(
    ({ action, trackingNumber, trackingUrl, notes }) =>
      [action, trackingNumber, trackingUrl, notes].some((given) => given !== undefined),
    { path: ['action'], error: 'Give an action, tracking or notes.' },
  )
  .openapi('OrderPatch')

type OrderPatch = z.infer<typeof OrderPatch>

export const changeOrder = endpoint({
  access: 'admin',
  method: 'patch',
  path: '/orders/management',
  tag: 'Order management',
  summary: 'Act on an order',
  description: 'Tracking, action and notes may come together and are done in that order; the first refusal ends it.',
  idempotent:
    'For `refund`: the same key again is the same refund, and with other content a 409 `key_reused`. Without one, each request is another.',
  params: nothing,
  query: nothing,
  body: OrderPatch,
  answer: OrderAnswer,
  async handle({ quoin, actor, idempotencyKey, body }) {
    let order = await findOrder({ quoin }, body.orderId)
    const asking = { orders: quoin.orders, actor, idempotencyKey }
    // What can be repeated without harm goes first, and the note, which can't, last: a refused patch can be sent again.
    for (const step of stepsOf(body)) order = await step(order, asking)
    return { order: viewOrder(order, 'admin') }
  },
})

function stepsOf({ orderId: _, action, trackingNumber, trackingUrl, notes, ...fields }: OrderPatch): Step[] {
  const { shipmentId, ...others } = fields
  const steps: Step[] = []
  const edits = trackingNumber !== undefined || trackingUrl !== undefined
  if (edits) {
    const tracking = {
      ...(shipmentId !== undefined && { shipmentId }),
      ...(trackingNumber !== undefined && { trackingNumber }),
      ...(trackingUrl !== undefined && { trackingUrl }),
    }
    steps.push(({ id }, { orders, actor }) => orders.editTracking(id, tracking, actor))
  }
  const rest = edits && !(action && takesShipment(action)) ? others : fields
  if (action === undefined) parseInput(nothing, rest, 'body')
  else steps.push(actionStep(action, rest))
  if (notes !== undefined) steps.push(({ id }, { orders, actor }) => orders.addNote(id, notes, actor))
  return steps
}
