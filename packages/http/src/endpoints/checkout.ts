import { z } from '@hono/zod-openapi'
import { endpoint, nothing } from '../endpoint.ts'
import { line } from '../fields.ts'

// A guest comes back to the order as long as a parcel, a return and a complaint can take.
const guestTokenTtlMs = 90 * 24 * 3_600_000

const CheckoutBody = z
  .strictObject({
    items: z
      .array(z.strictObject({ productId: line(200), quantity: z.int().min(1).max(100) }))
      .min(1)
      .max(50),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'An ISO 3166-1 alpha-2 code in upper case.')
      .optional()
      .openapi({ description: 'Where it goes, if that is known: the payment page takes no other country then.' }),
    email: z.email().max(320).optional().openapi({ description: 'Prefills the payment page.' }),
  })
  .openapi('Checkout')

const StartedCheckout = z
  .strictObject({
    orderId: z.string(),
    orderNumber: z.string(),
    url: z
      .string()
      .nullable()
      .openapi({ description: 'Where to send the customer to pay; null unless the checkout is hosted.' }),
    clientSecret: z
      .string()
      .optional()
      .openapi({ description: 'What a page of the shop shows an embedded checkout with.' }),
    guestToken: z
      .string()
      .optional()
      .openapi({ description: 'For guests, where guest links are on: the `token` of `GET /orders/{id}/status`.' }),
  })
  .openapi('StartedCheckout')

export const startCheckout = endpoint({
  access: 'guest',
  method: 'post',
  path: '/checkout',
  tag: 'Checkout',
  summary: 'Start a checkout',
  description: "Prices come from the shop's catalogue; there is none in the request.",
  params: nothing,
  query: nothing,
  body: CheckoutBody,
  status: 201,
  answer: StartedCheckout,
  async handle({ quoin, guestLinks, caller, actor, body }) {
    const { items, email, country } = body
    const { orderId, orderNumber, url, clientSecret } = await quoin.checkout.create(
      {
        items,
        ...(caller && { userId: caller.userId }),
        ...(email !== undefined && { email }),
        ...(country !== undefined && { country }),
      },
      actor,
    )
    const guestToken = caller ? undefined : await guestLinks?.sign(orderId, guestTokenTtlMs)
    return {
      orderId,
      orderNumber,
      url,
      ...(clientSecret !== null && { clientSecret }),
      ...(guestToken !== undefined && { guestToken }),
    }
  },
})
