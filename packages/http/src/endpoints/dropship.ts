import { z } from '@hono/zod-openapi'
import { endpoint, noBody, nothing } from '../endpoint.ts'
import { id } from '../fields.ts'
import { findOrder } from '../find-order.ts'
import { viewOrder } from '../views/order-view.ts'
import { OrderAnswer } from './orders.ts'

const provider = 'prodigi'

const ProviderView = z.strictObject({
  fulfillmentId: z.string(),
  providerOrderId: z.string().nullable(),
  view: z.unknown().openapi({ description: "The provider's own words; null while it shows nothing." }),
})

export const showProviderOrder = endpoint({
  access: 'admin',
  method: 'get',
  path: '/dropship/prodigi',
  tag: 'Dropship',
  summary: "Show Prodigi's own view of an order",
  params: nothing,
  query: z.strictObject({ orderId: id }),
  body: noBody,
  answer: z.strictObject({ orderId: z.string(), fulfillments: z.array(ProviderView) }),
  async handle({ quoin, query }) {
    const order = await findOrder({ quoin }, query.orderId)
    const views = new Map(
      (await quoin.orders.inspect(order.id)).map(({ fulfillmentId, view }) => [fulfillmentId, view]),
    )
    const fulfillments = order.fulfillments
      .filter((fulfillment) => fulfillment.provider === provider)
      .map(({ id, providerOrderId }) => ({ fulfillmentId: id, providerOrderId, view: withoutTokens(views.get(id)) }))
    return { orderId: order.id, fulfillments }
  },
})

export const submitToProvider = endpoint({
  access: 'admin',
  method: 'post',
  path: '/dropship/prodigi',
  tag: 'Dropship',
  summary: 'Send a paid order to Prodigi',
  description: 'Never twice: what was sent stays sent.',
  params: nothing,
  query: nothing,
  body: z.strictObject({ orderId: id }),
  answer: OrderAnswer,
  async handle({ quoin, actor, body }) {
    const { id } = await findOrder({ quoin }, body.orderId)
    return { order: viewOrder(await quoin.orders.submit(id, actor), 'admin') }
  },
})

/** A provider repeats the address of its callbacks, and the token in it. */
function withoutTokens(view: unknown): unknown {
  return JSON.parse(
    JSON.stringify(view ?? null, (_key, value: unknown) =>
      typeof value === 'string' ? value.replaceAll(/([?&]token=)[^&#]+/g, '$1…') : value,
    ),
  )
}
