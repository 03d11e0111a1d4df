import { type Context, Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { z } from 'zod'
import { amountParam, expandParam, metadataParam, readParams } from './api-params.ts'
import { createSession, expireSession, findSession } from './checkout-session.ts'
import { expand, lineItemsUrl } from './expand.ts'
import { createIdempotencyKeys } from './idempotency.ts'
import { listPage, listParams } from './list-page.ts'
import { createRefund } from './refund.ts'
import { sessionParamsSchema } from './session-params.ts'
import type { StripeAccount } from './stripe-account.ts'
import { noSuch, StripeApiError } from './stripe-api-error.ts'

const onlyExpand = z.strictObject({ expand: expandParam })
const sessionList = z.strictObject({
  ...listParams,
  status: z.enum(['open', 'complete', 'expired']).optional(),
  payment_intent: z.string().optional(),
})
const lineItemList = z.strictObject({ limit: listParams.limit, starting_after: z.string().optional() })
const refundParams = z.strictObject({
  payment_intent: z.string().optional(),
  charge: z.string().optional(),
  amount: amountParam.optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  metadata: metadataParam.optional(),
  expand: expandParam,
})
const refundList = z.strictObject({
  ...listParams,
  payment_intent: z.string().optional(),
  charge: z.string().optional(),
})
const eventList = z.strictObject({
  ...listParams,
  type: z.string().optional(),
  types: z.array(z.string()).max(20).optional(),
  delivery_success: z.enum(['true', 'false']).optional(),
})

/** The part of Stripe's API that a shop with Checkout calls, below `/v1`. */
export function apiRoutes(account: StripeAccount, secretKey: string): Hono {
  const app = new Hono()
  const keys = createIdempotencyKeys(account.now)
  const query = (c: Context) => new URL(c.req.url).search
  const post = async (c: Context, make: (body: string) => object) => {
    const body = await c.req.text()
    const key = c.req.header('idempotency-key')
    const { answer, replayed } = keys.once(key, `${c.req.path}?${body}`, () => make(body))
    if (key !== undefined) c.header('idempotency-key', key)
    if (replayed) c.header('idempotent-replayed', 'true')
    return c.json(answer)
  }

  app.use(async (c, next) => {
    c.header('request-id', account.newId('req'))
    c.header('stripe-version', c.req.header('stripe-version') ?? '')
    requireKey(c.req.header('authorization'), secretKey)
    await next()
  })

  app.post('/checkout/sessions', (c) =>
    post(c, (body) => {
      const params = readParams(sessionParamsSchema, body)
      return expand(account, createSession(account, params, new URL(c.req.url).origin), params.expand)
    }),
  )
  app.get('/checkout/sessions', (c) => {
    const { status, payment_intent: intent, ...params } = readParams(sessionList, query(c))
    const found = [...account.sessions.values()].filter(
      (session) =>
        (status === undefined || session.status === status) &&
        (intent === undefined || session.payment_intent === intent),
    )
    return c.json(expand(account, listPage(found, params, '/v1/checkout/sessions'), params.expand))
  })
  app.get('/checkout/sessions/:id', (c) =>
    c.json(expand(account, findSession(account, c.req.param('id')), readParams(onlyExpand, query(c)).expand)),
  )
  app.post('/checkout/sessions/:id/expire', (c) =>
    post(c, (body) => {
      const params = readParams(onlyExpand, body)
      return expand(account, expireSession(account, c.req.param('id')), params.expand)
    }),
  )
  app.get('/checkout/sessions/:id/line_items', (c) => {
    const { id } = findSession(account, c.req.param('id'))
    const { limit = 10, starting_after: after } = readParams(lineItemList, query(c))
    const items = account.lineItems.get(id) ?? []
    const start = items.findIndex((item) => item.id === after) + 1
    const data = items.slice(start, start + limit)
    return c.json({ object: 'list', data, has_more: items.length > start + limit, url: lineItemsUrl(id) })
  })

  app.post('/refunds', (c) =>
    post(c, (body) => {
      const { payment_intent: intent, charge, expand: paths, ...params } = readParams(refundParams, body)
      const paymentIntentId = intent ?? String(account.charges.get(charge ?? '')?.payment_intent ?? '')
      if (paymentIntentId === '') {
        throw new StripeApiError(400, {
          code: 'parameter_missing',
          message: 'One of the following params should be provided for this request: payment_intent or charge.',
        })
      }
      return expand(account, createRefund(account, { paymentIntentId, ...params }), paths)
    }),
  )
  app.get('/refunds', (c) => {
    const { payment_intent: intent, charge, ...params } = readParams(refundList, query(c))
    const found = [...account.refunds.values()].filter(
      (refund) =>
        (intent === undefined || refund.payment_intent === intent) &&
        (charge === undefined || refund.charge === charge),
    )
    return c.json(expand(account, listPage(found, params, '/v1/refunds'), params.expand))
  })

  app.get('/events', (c) => {
    const { type, types, delivery_success: delivered, ...params } = readParams(eventList, query(c))
    const wanted = types ?? (type === undefined ? undefined : [type])
    const found = [...account.events.values()].filter(
      (event) =>
        (wanted === undefined || wanted.includes(event.type)) &&
        (delivered === undefined || (event.pending_webhooks === 0) === (delivered === 'true')),
    )
    return c.json(expand(account, listPage(found, params, '/v1/events'), params.expand))
  })

  app.get('/balance', (c) => {
    const money = [{ amount: 0, currency: 'usd', source_types: { card: 0 } }]
    return c.json({ object: 'balance', available: money, livemode: account.livemode, pending: money })
  })

  const single = {
    payment_intents: ['payment_intent', account.paymentIntents],
    charges: ['charge', account.charges],
    refunds: ['refund', account.refunds],
    disputes: ['dispute', account.disputes],
    shipping_rates: ['shipping rate', account.shippingRates],
    events: ['event', account.events],
  } as const
  for (const [path, [kind, objects]] of Object.entries(single)) {
    app.get(`/${path}/:id`, (c) => {
      const object = objects.get(c.req.param('id'))
      if (object === undefined) throw noSuch(kind, c.req.param('id'))
      return c.json(expand(account, object, readParams(onlyExpand, query(c)).expand))
    })
  }

  app.all('*', (c) => {
    throw new StripeApiError(404, { message: `Unrecognized request URL (${c.req.method}: ${c.req.path}).` })
  })
  return app
}

/** How a refusal is sent, by the API and by the controls. */
export function answerError(error: Error, c: Context): Response {
  if (error instanceof StripeApiError) return c.json(error.body, error.status satisfies ContentfulStatusCode)
  return c.json({ error: { type: 'api_error', message: String(error) } }, 500)
}

function requireKey(authorization: string | undefined, secretKey: string): void {
  const [scheme, value = ''] = (authorization ?? '').split(' ')
  const key = scheme === 'Basic' ? (atob(value).split(':')[0] ?? '') : value
  if (key === '') {
    throw new StripeApiError(401, {
      message: 'You did not provide an API key. Provide it by the Authorization header.',
    })
  }
  if (key !== secretKey) {
    throw new StripeApiError(401, { message: `Invalid API Key provided: ${key.slice(0, 8)}***${key.slice(-4)}` })
  }
}
