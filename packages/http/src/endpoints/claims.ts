import { z } from '@hono/zod-openapi'
import { claimReasons } from '@quoin/core'
import { endpoint } from '../endpoint.ts'
import { guestLink, httpsUrl, orderLines, orderParams, text } from '../fields.ts'
import { findOrderFor } from '../find-order.ts'
import { viewOrder } from '../views/order-view.ts'
import { OrderAnswer } from './orders.ts'

export const openClaim = endpoint({
  access: 'link',
  method: 'post',
  path: '/orders/{id}/claims',
  tag: 'Orders',
  summary: 'Claim something, or send something back',
  description: 'For its owner, admins, and whoever holds a guest link to it. A person at the shop decides.',
  idempotent:
    'The same key again is the same claim of that order, and with other content a 409 `key_reused`. Without one, each request is another.',
  params: orderParams,
  query: guestLink,
  body: z
    .strictObject({
      kind: z.enum(['claim', 'return']).default('claim').openapi({ description: '`return`: the goods come back.' }),
      reason: z.enum(claimReasons),
      description: text(2000).optional(),
      photos: z.array(httpsUrl).max(10).optional().openapi({ description: 'Links to photos of it.' }),
      lines: orderLines
        .optional()
        .openapi({ description: 'What it is about, of what was sent; left out: all of the order.' }),
    })
    .openapi('Claim'),
  status: 201,
  answer: OrderAnswer,
  async handle(call) {
    const { order, viewer } = await findOrderFor(call, call.params.id, call.query.token)
    const { kind, reason, description, photos, lines } = call.body
    const claim = {
      kind,
      reason,
      ...(description !== undefined && { description }),
      ...(photos && { photos }),
      ...(lines && { lines }),
      ...(call.idempotencyKey !== undefined && { key: call.idempotencyKey }),
    }
    return { order: viewOrder(await call.quoin.orders.openClaim(order.id, claim, call.actor), viewer) }
  },
})
