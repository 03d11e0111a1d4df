import { z } from '@hono/zod-openapi'
import { endpoint, nothing } from '../endpoint.ts'
import { orderParams } from '../fields.ts'
import { findOrderFor } from '../find-order.ts'
import { expiryOf } from '../guest-links.ts'
import { HttpProblem } from '../problem.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

export const makeGuestLink = endpoint({
  access: 'customer',
  method: 'post',
  path: '/orders/{id}/guest-link',
  tag: 'Orders',
  summary: 'Make a link by which somebody can see an order without signing in',
  description:
    'The token opens `GET` and `POST /orders/{id}/status`, `POST /orders/{id}/claims` and `POST /orders/{id}/resume`, shows no personal data, and neither cancels nor changes anything. For its owner and admins.',
  params: orderParams,
  query: nothing,
  body: z
    .strictObject({
      ttlMs: z
        .int()
        .min(hourMs)
        .max(90 * dayMs)
        .default(30 * dayMs)
        .openapi({ description: 'How long it is good for, in milliseconds.' }),
    })
    .prefault({})
    .openapi('GuestLinkRequest'),
  status: 201,
  answer: z.strictObject({ orderId: z.string(), token: z.string(), expiresAt: z.iso.datetime() }).openapi('GuestLink'),
  async handle({ quoin, caller, guestLinks, params, body }) {
    const { order } = await findOrderFor({ quoin, caller, guestLinks }, params.id)
    if (!guestLinks) throw new HttpProblem('unsupported', { detail: 'The shop has no guest links.' })
    const token = await guestLinks.sign(order.id, body.ttlMs)
    return { orderId: order.id, token, expiresAt: expiryOf(token).toISOString() }
  },
})
