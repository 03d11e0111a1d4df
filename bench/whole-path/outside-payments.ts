import { setTimeout as pause } from 'node:timers/promises'
import { createStripeSimulator } from '@quoin/testing'
import { stripeKey, webhookSecret } from '../bench-options.ts'
import { inLanes } from '../harness/lanes.ts'
import { openDoor } from '../webhook/post-signed.ts'
import type { Asked } from './outside-prints.ts'
import type { Delivered, OutsideSettings } from './outside-process.ts'

interface PaidOrder {
  readonly orderId: string
  /** As they are sent, without a signature. */
  readonly events: readonly string[]
}

const none = JSON.stringify({ object: 'list', data: [], has_more: false, url: '/v1' })
/** Lists that a shop looks through now and then: there is nothing in them. */
const lists = ['/v1/radar/early_fraud_warnings', '/v1/events', '/v1/checkout/sessions']

/** Stripe: the simulator, which keeps its events back, and its answers about checkouts that are paid. */
export function createPayments({ events, expand }: OutsideSettings) {
  let kept: string[] = []
  let waiting: PaidOrder[] = []
  let unpaid: string[] = []
  /** What is answered about a checkout, by its id. */
  const shown = new Map<string, string>()
  const stripe = createStripeSimulator({
    secretKey: stripeKey,
    webhookSecret,
    webhookUrl: 'http://shop.test/stripe',
    webhookEvents: events,
    autoExpire: false,
    send: async (request) => {
      kept.push(await request.text())
      return new Response()
    },
  })
  const auth = { authorization: `Bearer ${stripeKey}` }
  const simulator = {
    async fetch(request: Request): Promise<Response> {
      const response = await stripe.fetch(request)
      const isCheckout = request.method === 'POST' && new URL(request.url).pathname === '/v1/checkout/sessions'
      if (isCheckout && response.ok) unpaid.push((await response.clone().json()).id)
      return response
    },
  }

  async function sell(orderIds: readonly string[], url: string): Promise<void> {
    for (const orderId of orderIds) {
      const response = await simulator.fetch(
        new Request(`${url}/v1/checkout/sessions`, { method: 'POST', headers: auth, body: checkoutOf(orderId) }),
      )
      if (!response.ok) throw new Error(`A checkout was answered with ${response.status}: ${await response.text()}`)
    }
  }

  /** One after the other: so it is known whose events they are. */
  async function pay(): Promise<void> {
    for (const id of unpaid) {
      kept = []
      stripe.pay(id)
      await stripe.idle()
      const query = expand.map((path) => `expand[]=${path}`).join('&')
      const read = new Request(`http://stripe.test/v1/checkout/sessions/${id}?${query}`, { headers: auth })
      const session: { readonly client_reference_id: string } = await (await stripe.fetch(read)).json()
      shown.set(id, JSON.stringify(session))
      waiting.push({ orderId: session.client_reference_id, events: kept })
    }
    unpaid = []
  }

  async function deliver({
    url,
    connections,
    perSecond,
  }: {
    readonly url: string
    readonly connections: number
    readonly perSecond: number | null
  }): Promise<Delivered> {
    const door = openDoor({ url, connections, secret: webhookSecret })
    const took: number[] = []
    const sentAt: [string, number][] = []
    const paid = waiting
    waiting = []
    const post = async (payload: string) => took.push(await door.post(payload))
    const tell = ({ orderId, events: payloads }: PaidOrder): Promise<unknown> => {
      sentAt.push([orderId, Date.now()])
      return Promise.all(payloads.map(post))
    }
    if (perSecond === null) await inLanes(connections, paid, tell)
    else {
      const beganAt = performance.now()
      const told: Promise<unknown>[] = []
      for (const [turn, order] of paid.entries()) {
        // By the clock, not by the last answer: who is slow does not get less to do.
        await pause(Math.max(0, beganAt + (turn * 1000) / perSecond - performance.now()))
        told.push(tell(order))
      }
      await Promise.all(told)
    }
    await door.close()
    return { took, sentAt }
  }

  function answer({ method, path }: Asked): string | null {
    if (method !== 'GET') return null
    const [plain = ''] = path.split('?')
    return lists.includes(plain) ? none : (shown.get(plain.slice(plain.lastIndexOf('/') + 1)) ?? null)
  }

  return { simulator, sell, pay, deliver, answer }
}

/** What an app asks for that keeps its own orders: one print, at one price, sent to wherever the customer says. */
function checkoutOf(orderId: string): URLSearchParams {
  return new URLSearchParams({
    mode: 'payment',
    client_reference_id: orderId,
    'metadata[order_id]': orderId,
    'line_items[0][quantity]': '1',
    'line_items[0][price_data][currency]': 'usd',
    'line_items[0][price_data][unit_amount]': '4900',
    'line_items[0][price_data][product_data][name]': 'Print',
    'shipping_options[0][shipping_rate_data][type]': 'fixed_amount',
    'shipping_options[0][shipping_rate_data][display_name]': 'Standard',
    'shipping_options[0][shipping_rate_data][fixed_amount][amount]': '900',
    'shipping_options[0][shipping_rate_data][fixed_amount][currency]': 'usd',
    'shipping_address_collection[allowed_countries][0]': 'US',
    'phone_number_collection[enabled]': 'true',
    success_url: 'http://shop.test/thanks',
  })
}
