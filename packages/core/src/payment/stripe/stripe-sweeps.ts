import { z } from 'zod'
import type { ListedPaymentEvent } from '../payment-provider.ts'
import { readEvent } from './read-event.ts'
import type { StripeApi } from './stripe-api.ts'

const page = z.object({ data: z.array(z.object({ id: z.string() }).loose()), has_more: z.boolean() })

/** Ids of completed sessions, newest first. */
export async function* listCheckouts(api: StripeApi, createdFrom: Date): AsyncGenerator<string> {
  const created = { gte: Math.floor(createdFrom.getTime() / 1000) }
  let after: string | undefined
  for (;;) {
    const cursor = after === undefined ? {} : { starting_after: after }
    const { data, has_more: more } = await api.read(page, (stripe) =>
      stripe.checkout.sessions.list({ status: 'complete', created, limit: 100, ...cursor }),
    )
    for (const { id } of data) yield id
    after = data.at(-1)?.id
    if (!more || after === undefined) return
  }
}

/** Events, newest first, as Stripe keeps them for 30 days. */
export async function* listEvents(api: StripeApi, createdFrom: Date): AsyncGenerator<ListedPaymentEvent> {
  const created = { gte: Math.floor(createdFrom.getTime() / 1000) }
  let after: string | undefined
  for (;;) {
    const cursor = after === undefined ? {} : { starting_after: after }
    const { data, has_more: more } = await api.read(page, (stripe) =>
      stripe.events.list({ created, limit: 100, ...cursor }),
    )
    for (const event of data) {
      const body = JSON.stringify(event)
      yield { event: readEvent(new TextEncoder().encode(body)), body }
    }
    after = data.at(-1)?.id
    if (!more || after === undefined) return
  }
}
