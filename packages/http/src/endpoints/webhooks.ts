import { z } from '@hono/zod-openapi'
import { endpoint, nothing } from '../endpoint.ts'

const Received = z.strictObject({ received: z.literal(true) })
const rawBody = z.unknown().openapi({ description: 'The bytes as the provider sent them.' })

export const receiveStripeWebhook = endpoint({
  access: 'signed',
  method: 'post',
  path: '/webhooks/stripe',
  tag: 'Webhooks',
  summary: 'Receive an event of Stripe',
  description: 'Signed by `Stripe-Signature` over the raw body. 200 means stored.',
  params: nothing,
  query: z.object({}),
  body: rawBody,
  raw: true,
  answer: Received,
  async handle({ quoin, request, bytes }) {
    await quoin.webhooks.receivePayment({ body: bytes, signature: request.headers.get('stripe-signature') })
    return { received: true as const }
  },
})

export const receiveProdigiWebhook = endpoint({
  access: 'signed',
  method: 'post',
  path: '/webhooks/prodigi',
  tag: 'Webhooks',
  summary: 'Receive a callback of Prodigi',
  description: 'Unsigned: whatever it says only leads to a read from Prodigi. 200 means stored.',
  params: nothing,
  // Other keys are let through: what a provider adds to its own calls is no fault of ours to report.
  query: z.object({ token: z.string().optional() }),
  body: rawBody,
  raw: true,
  answer: Received,
  async handle({ quoin, bytes, query }) {
    await quoin.webhooks.receiveFulfillment('prodigi', { body: bytes, token: query.token ?? null })
    return { received: true as const }
  },
})

/** Behind the two above, which have ways of their own to show where they come from. */
export const receiveTrackingWebhook = endpoint({
  access: 'signed',
  method: 'post',
  path: '/webhooks/{provider}',
  tag: 'Webhooks',
  summary: 'Receive an event of the tracking provider',
  description:
    'Such as `/webhooks/easypost`, signed by its `X-Hmac-Signature`. It only leads to a read from the provider. 200 means stored.',
  params: z.strictObject({ provider: z.string().openapi({ example: 'easypost' }) }),
  query: z.object({}),
  body: rawBody,
  raw: true,
  answer: Received,
  async handle({ quoin, request, bytes, params }) {
    await quoin.webhooks.receiveTracking(params.provider, { body: bytes, headers: request.headers })
    return { received: true as const }
  },
})
