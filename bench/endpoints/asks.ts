import { signEvent } from '@quoin/testing'
import type { Pool } from 'pg'
import { signCallbackToken } from '../../packages/core/src/webhooks/callback-token.ts'
import { encodePosition } from '../../packages/http/src/position.ts'
import { quoinSecret, webhookSecret } from '../bench-options.ts'
import type { BenchShop } from './bench-shop.ts'

/** Something that is asked of an endpoint, each time of another order or customer. */
export interface Ask {
  /** Its name in the table of endpoints. */
  readonly endpoint: string
  /** In the words of a reader of the results. */
  readonly name: string
  request(turn: number): Request
  /** Answers for ever: only its first message is waited for. */
  readonly streams?: boolean
}

/** Endpoints whose time is that of a provider's answer: what they ask of the database is asked by others, too. */
export const waitsForProvider: readonly string[] = [
  'resumeCheckout',
  'receiveTrackingWebhook',
  'refreshOrder',
  'cancelOrder',
  'changeRecipient',
  'showActions',
  'showProviderOrder',
  'submitToProvider',
]

interface Sample {
  readonly id: string
  readonly number: string
  readonly user_id: string
  readonly email: string
  readonly name: string
  readonly provider_order_id: string
  readonly fulfillment_id: string
  readonly status: string
}

/** Every question, of samples of what is stored. */
export async function asksOf(pool: Pool, { handler }: BenchShop): Promise<readonly Ask[]> {
  const { rows } = await pool.query<Sample>(`
    select o.id, o.number, o.user_id, o.email, split_part(o.shipping_address ->> 'name', ' ', 2) as name, f.provider_order_id,
      f.id as fulfillment_id, o.status
    from quoin.orders o tablesample bernoulli ((select least(100, 100 * 4000.0 / count(*)) from quoin.orders))
    join quoin.dropship_orders f on f.order_id = o.id
    where o.user_id is not null and f.provider_order_id is not null`)
  const from =
    (samples: readonly Sample[]) =>
    (turn: number): Sample => {
      const sample = samples[(turn * 7919) % samples.length]
      if (!sample) throw new Error('There are no such orders.')
      return sample
    }
  const any = from(rows)
  const delivered = from(rows.filter(({ status }) => status === 'delivered'))

  const send = (
    who: string | null,
    method: string,
    path: string,
    body?: unknown,
    headers: HeadersInit = {},
  ): Request => {
    const request = new Request(`http://shop.test/api${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (body !== undefined) request.headers.set('content-type', 'application/json')
    if (who !== null) request.headers.set('authorization', `Bench ${who}`)
    return request
  }
  const admin = (method: string, path: string, body?: unknown) => send('admin:root', method, path, body)
  const customer = (sample: Sample, method: string, path: string, body?: unknown) =>
    send(`customer:${sample.user_id}`, method, path, body)
  const readAs = async (request: Request): Promise<Record<string, unknown>> =>
    Object(await (await handler(request)).json())

  const { nextCursor } = await readAs(admin('GET', '/orders/management?dateTo=2025-12-01&limit=50'))
  const { token } = await readAs(admin('POST', `/orders/${any(0).id}/guest-link`, {}))
  const { rows: changes } = await pool.query<{ id: string; at: Date }>(`
    select id, updated_at as at from quoin.orders order by updated_at desc offset 50 limit 1`)
  const [fiftyChangesAgo] = changes.map((change) => encodePosition('changes', change))
  const list = (name: string, query: string | ((turn: number) => string)): Ask => ({
    endpoint: 'listOrders',
    name,
    request: (turn) => admin('GET', `/orders/management?${typeof query === 'string' ? query : query(turn)}`),
  })
  const monthsBack = (turn: number, months: number) => {
    const at = new Date()
    at.setUTCMonth(at.getUTCMonth() - (turn % 24) - months)
    return at.toISOString().slice(0, 10)
  }
  const week = (turn: number) => {
    const begin = new Date(`${monthsBack(turn, 1)}T00:00:00Z`)
    return `dateFrom=${begin.toISOString().slice(0, 10)}&dateTo=${new Date(+begin + 6 * 86_400_000).toISOString().slice(0, 10)}`
  }

  return [
    {
      endpoint: 'startCheckout',
      name: 'with a simulator of Stripe in the same process',
      request: () => send(null, 'POST', '/checkout', { items: [{ productId: 'print', quantity: 1 }] }),
    },
    {
      endpoint: 'receiveStripeWebhook',
      name: 'an event',
      request: (turn) => {
        const body = JSON.stringify({
          id: `evt_bench_${turn}_${Math.random()}`,
          object: 'event',
          type: 'checkout.session.completed',
          created: Math.floor(Date.now() / 1000),
          livemode: false,
          data: { object: { id: `cs_test_${turn}`, object: 'checkout.session', client_reference_id: any(turn).id } },
        })
        return new Request('http://shop.test/api/webhooks/stripe', {
          method: 'POST',
          body,
          headers: { 'stripe-signature': signEvent(body, webhookSecret, new Date()) },
        })
      },
    },
    { endpoint: 'listOwnOrders', name: 'a page', request: (turn) => customer(any(turn), 'GET', '/orders') },
    {
      endpoint: 'showOrderStatus',
      name: 'its owner',
      request: (turn) => customer(any(turn), 'GET', `/orders/${any(turn).id}/status`),
    },
    {
      endpoint: 'showOrderStatus',
      name: 'an admin',
      request: (turn) => admin('GET', `/orders/${any(turn).id}/status`),
    },
    {
      endpoint: 'showOrderStatus',
      name: 'a guest link',
      request: () => send(null, 'GET', `/orders/${any(0).id}/status?token=${token}`),
    },
    {
      endpoint: 'streamOrder',
      name: 'until its first message',
      streams: true,
      request: (turn) => customer(any(turn), 'GET', `/orders/${any(turn).id}/events`),
    },
    {
      endpoint: 'streamOrders',
      name: 'until its first message',
      streams: true,
      request: () => admin('GET', '/orders/management/events'),
    },
    {
      endpoint: 'streamOrders',
      name: 'the changes since it was left',
      streams: true,
      request: () => {
        const request = admin('GET', '/orders/management/events')
        request.headers.set('last-event-id', fiftyChangesAgo ?? '')
        return request
      },
    },
    {
      endpoint: 'openClaim',
      name: 'of a delivered order',
      request: (turn) =>
        admin('POST', `/orders/${delivered(turn).id}/claims`, {
          reason: 'damaged',
          description: `${turn} ${Math.random()}`,
        }),
    },
    {
      endpoint: 'makeGuestLink',
      name: 'an admin',
      request: (turn) => admin('POST', `/orders/${any(turn).id}/guest-link`, {}),
    },
    list('the newest', ''),
    list('200 a page', 'limit=200'),
    list('a page a year back', `cursor=${nextCursor}`),
    list('oldest first', 'sort=createdAt'),
    list('changed last', 'sort=-updatedAt'),
    list('changed first', 'sort=updatedAt'),
    list('a status', 'status=shipped'),
    list('a rare status, oldest first', 'status=paid&sort=createdAt'),
    list('some statuses, oldest first', 'status=submitted,in_production,partially_shipped&sort=createdAt'),
    list('a rare status, changed first', 'status=pending&sort=updatedAt'),
    list('a rare payment status', 'paymentStatus=disputed'),
    list('a rare payment status, changed first', 'paymentStatus=disputed&sort=updatedAt'),
    list('a status and a payment status that never meet', 'status=delivered&paymentStatus=unpaid'),
    list('attention', 'attention=true'),
    list('attention, changed first', 'attention=true&sort=updatedAt'),
    list('a rare reason for attention', 'attention=amount_mismatch'),
    list('no attention', 'attention=false'),
    list('a customer', (turn) => `userId=${any(turn).user_id}`),
    list('a week', week),
    list('a week, changed first', (turn) => `${week(turn)}&sort=updatedAt`),
    list('a number', (turn) => `q=${any(turn).number}`),
    list('an e-mail address', (turn) => `q=${encodeURIComponent(any(turn).email)}`),
    list('a family name', (turn) => `q=${any(turn).name}`),
    list('an order of Prodigi', (turn) => `q=${any(turn).provider_order_id}`),
    list('a text that many have', 'q=ada'),
    list('a text that nobody has', 'q=nobody-has-this'),
    list('a text and a rare status', 'q=ada&status=paid'),
    {
      endpoint: 'changeOrder',
      name: 'a note',
      request: (turn) => admin('PATCH', '/orders/management', { orderId: any(turn).id, notes: `Note ${turn}` }),
    },
    { endpoint: 'showJobs', name: 'of an order', request: (turn) => admin('GET', `/orders/${any(turn).id}/jobs`) },
    { endpoint: 'showEvidence', name: 'as JSON', request: (turn) => admin('GET', `/orders/${any(turn).id}/evidence`) },
    { endpoint: 'listNotifications', name: 'a page', request: (turn) => customer(any(turn), 'GET', '/notifications') },
    {
      endpoint: 'listNotifications',
      name: 'unread',
      request: (turn) => customer(any(turn), 'GET', '/notifications?unread=true'),
    },
    {
      endpoint: 'markNotificationsRead',
      name: 'all',
      request: (turn) => customer(any(turn), 'PATCH', '/notifications', { all: true }),
    },
    {
      endpoint: 'deleteNotifications',
      name: 'one',
      request: (turn) => customer(any(turn), 'DELETE', '/notifications', { ids: [crypto.randomUUID()] }),
    },
    ...['day', 'sku', 'country'].map(
      (groupBy): Ask => ({
        endpoint: 'showAnalytics',
        name: `30 days by ${groupBy}`,
        request: () => admin('GET', `/admin/analytics?groupBy=${groupBy}`),
      }),
    ),
    {
      endpoint: 'showAnalytics',
      name: 'a year by day',
      request: () =>
        admin('GET', `/admin/analytics?dateFrom=${new Date(Date.now() - 365 * 86_400_000).toISOString().slice(0, 10)}`),
    },
    { endpoint: 'showHealth', name: 'all checks', request: () => admin('GET', '/admin/health') },
    { endpoint: 'actOnHealth', name: 'cleanup', request: () => admin('POST', '/admin/health', { action: 'cleanup' }) },
    { endpoint: 'showMetrics', name: 'all', request: () => admin('GET', '/metrics') },
    { endpoint: 'showStatus', name: 'a probe', request: () => send(null, 'GET', '/status') },
    { endpoint: 'showOpenApi', name: 'the document', request: () => send(null, 'GET', '/openapi.json') },
    { endpoint: 'showDocs', name: 'the page', request: () => send(null, 'GET', '/docs') },
    await prodigiCallbacks(rows),
  ]
}

async function prodigiCallbacks(samples: readonly Sample[]): Promise<Ask> {
  const tokens = await Promise.all(
    samples.slice(0, 500).map(({ fulfillment_id }) => signCallbackToken(quoinSecret, fulfillment_id)),
  )
  return {
    endpoint: 'receiveProdigiWebhook',
    name: 'a callback',
    request: (turn) =>
      new Request(`http://shop.test/api/webhooks/prodigi?token=${tokens[turn % tokens.length]}`, {
        method: 'POST',
        body: JSON.stringify({
          id: `evt_${turn}_${Math.random()}`,
          type: 'com.prodigi.order.status.stage.changed#InProgress',
          data: {},
        }),
      }),
  }
}
