import type Stripe from 'stripe'
import { z } from 'zod'
import type { ListedPaymentEvent } from '../payment-provider.ts'
import { readEvent } from './read-event.ts'
import type { StripeApi } from './stripe-api.ts'

const listed = z.looseObject({ id: z.string().min(1) })
type Listed = z.infer<typeof listed>
const page = z.object({ data: z.array(listed), has_more: z.boolean() })

/** What to look through: twenty types at most, those after which something about an order can be otherwise. */
const types = [
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
  'payment_intent.succeeded',
  'payment_intent.canceled',
  'payment_intent.payment_failed',
  'payment_intent.amount_capturable_updated',
  'charge.refunded',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'radar.early_fraud_warning.created',
  'radar.early_fraud_warning.updated',
  'review.opened',
  'review.closed',
]

/** Ids of completed sessions, newest first. */
export async function* listCheckouts(api: StripeApi, createdFrom: Date): AsyncGenerator<string> {
  const query = { status: 'complete', created: { gte: secondsOf(createdFrom) } }
  const pages = allPages(api, (stripe, cursor) => stripe.checkout.sessions.list({ ...query, ...cursor }))
  for await (const { id } of pages) yield id
}

/** Events, newest first, as Stripe keeps them for 30 days. */
export async function* listEvents(api: StripeApi, createdFrom: Date): AsyncGenerator<ListedPaymentEvent> {
  const query = { types, created: { gte: secondsOf(createdFrom) } }
  for await (const event of allPages(api, (stripe, cursor) => stripe.events.list({ ...query, ...cursor }))) {
    const body = JSON.stringify(event)
    yield { event: readEvent(new TextEncoder().encode(body)), body }
  }
}

type Cursor = { readonly limit: number; readonly starting_after?: string }

async function* allPages(
  api: StripeApi,
  list: (stripe: Stripe, cursor: Cursor) => Promise<unknown>,
): AsyncGenerator<Listed> {
  let after: string | undefined
  for (;;) {
    const cursor = { limit: 100, ...(after !== undefined && { starting_after: after }) }
    const { data, has_more: more } = await api.read(page, (stripe) => list(stripe, cursor))
    yield* data
    after = data.at(-1)?.id
    if (!more || after === undefined) return
  }
}

/** Rounded down, so that nothing of the second is left out. */
function secondsOf(at: Date): number {
  return Math.floor(at.getTime() / 1000)
}
