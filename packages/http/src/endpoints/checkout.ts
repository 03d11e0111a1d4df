import { z } from '@hono/zod-openapi'
import type { StartedCheckout } from '@quoin/core'
import { endpoint, noBody, nothing } from '../endpoint.ts'
import { guestLink, line, orderParams } from '../fields.ts'
import { findOrderFor } from '../find-order.ts'
import type { GuestLinks } from '../guest-links.ts'

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
    intent: line(200).min(16).optional().openapi({
      description:
        'A name for what is about to be bought, such as a cart’s id, that others can not guess. The same intent and cart lead to the same checkout, and another cart closes the earlier one.',
    }),
    ui: z
      .enum(['hosted', 'embedded', 'elements'])
      .optional()
      .openapi({ description: 'Where the payment is shown. Left out: as the shop is set up.' }),
  })
  .openapi('Checkout')

const StartedCheckoutView = z
  .strictObject({
    orderId: z.string(),
    orderNumber: z.string(),
    url: z
      .string()
      .nullable()
      .openapi({ description: 'Where to send the customer to pay; null unless the checkout is hosted.' }),
    clientSecret: z.string().optional().openapi({
      description: 'What a page of the shop shows the checkout with, unless it is hosted. For this customer only.',
    }),
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
  cost: 10,
  tag: 'Checkout',
  summary: 'Start a checkout',
  description:
    "Prices come from the shop's catalogue; there is none in the request. With an `intent` it may be sent again safely: 409 `command_rejected` with `already_paid` or `payment_processing` says that it was bought meanwhile.",
  params: nothing,
  query: nothing,
  body: CheckoutBody,
  status: 201,
  answer: StartedCheckoutView,
  async handle({ quoin, guestLinks, caller, actor, body }) {
    const { items, email, country, intent, ui } = body
    const started = await quoin.checkout.create(
      {
        items,
        ...(caller && { userId: caller.userId }),
        ...(email !== undefined && { email }),
        ...(country !== undefined && { country }),
        ...(intent !== undefined && { intent }),
        ...(ui !== undefined && { ui }),
      },
      actor,
    )
    return viewStarted(started, caller ? null : guestLinks)
  },
})

export const resumeCheckout = endpoint({
  access: 'link',
  method: 'post',
  path: '/orders/{id}/resume',
  cost: 10,
  tag: 'Checkout',
  summary: 'Come back to a checkout that was not paid',
  description:
    'To the same page while it is open; otherwise to one of a new order of the same things at today’s prices, however often it is asked for. 409 `command_rejected` with `already_paid` or `payment_processing` when there is nothing left to pay. For its owner, admins, and whoever holds a guest link to it.',
  params: orderParams,
  query: guestLink,
  body: noBody,
  answer: StartedCheckoutView,
  async handle(call) {
    const { order } = await findOrderFor(call, call.params.id, call.query.token)
    const started = await call.quoin.checkout.resume(order.id, call.actor)
    return viewStarted(started, order.userId === null ? call.guestLinks : null)
  },
})

async function viewStarted(
  { orderId, orderNumber, url, clientSecret }: StartedCheckout,
  guestLinks: GuestLinks | null,
): Promise<z.input<typeof StartedCheckoutView>> {
  const guestToken = await guestLinks?.sign(orderId, guestTokenTtlMs)
  return {
    orderId,
    orderNumber,
    url,
    ...(clientSecret !== null && { clientSecret }),
    ...(guestToken !== undefined && { guestToken }),
  }
}
