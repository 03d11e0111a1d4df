import { type Context, Hono } from 'hono'
import { catalogueRoutes } from './catalogue-routes.ts'
import { doubtRoutes } from './doubt-routes.ts'
import { eventRoutes } from './event-routes.ts'
import { createIdempotencyKeys } from './idempotency.ts'
import { paymentRoutes } from './payment-routes.ts'
import { sessionRoutes } from './session-routes.ts'
import { noCause, type StripeAccount } from './stripe-account.ts'
import { StripeApiError, StripeParameterError } from './stripe-api-error.ts'
import type { StripeRoute } from './stripe-route.ts'

interface Outcome {
  readonly status: StripeApiError['status'] | 200
  readonly body: object
  /** Whether the request was executed, and its answer is what its key stands for. */
  readonly executed: boolean
}

/** The part of Stripe's API that a shop with Checkout calls, below `/v1`. */
export function apiRoutes(account: StripeAccount, secretKey: string): Hono {
  const app = new Hono()
  const keys = createIdempotencyKeys(account.now)
  const routes: readonly StripeRoute[] = [
    ...sessionRoutes(account),
    ...catalogueRoutes(account),
    ...paymentRoutes(account),
    ...doubtRoutes(account),
    ...eventRoutes(account),
  ]

  app.use(async (c, next) => {
    c.header('stripe-version', c.req.header('stripe-version') ?? '')
    requireKey(c.req.header('authorization'), secretKey)
    await next()
  })
  for (const route of routes) app.on(route.method, route.path, (c) => serve(route, c))
  app.all('*', (c) => {
    throw new StripeApiError(404, { message: `Unrecognized request URL (${c.req.method}: ${c.req.path}).` })
  })
  return app

  async function serve(route: StripeRoute, c: Context): Promise<Response> {
    const requestId = account.newId('req')
    c.header('request-id', requestId)
    const encoded = route.method === 'POST' ? await c.req.text() : new URL(c.req.url).search
    const key = route.method === 'POST' ? c.req.header('idempotency-key') : undefined
    if (key !== undefined) c.header('idempotency-key', key)
    const kept = key === undefined ? null : keys.begin(key, c.req.path, encoded)
    if (kept !== null) {
      c.header('idempotent-replayed', 'true')
      c.header('original-request', kept.requestId)
      return Response.json(kept.body, { status: kept.status, headers: c.res.headers })
    }
    const outcome = execute(route, c, encoded, { id: requestId, idempotency_key: key ?? null })
    if (key !== undefined) {
      if (outcome.executed) keys.keep(key, { ...structuredClone(outcome), requestId })
      else keys.forget(key)
    }
    return c.json(outcome.body, outcome.status)
  }

  function execute(route: StripeRoute, c: Context, encoded: string, cause: StripeAccount['cause']): Outcome {
    account.cause = cause
    try {
      const { origin } = new URL(c.req.url)
      const body = route.handle({ param: (name) => c.req.param(name) ?? '', encoded, origin })
      return { status: 200, body, executed: true }
    } catch (error) {
      if (!(error instanceof StripeApiError)) throw error
      return { status: error.status, body: error.body, executed: !(error instanceof StripeParameterError) }
    } finally {
      account.cause = noCause
    }
  }
}

/** How a refusal is sent, by the API and by the controls. */
export function answerError(error: Error, c: Context): Response {
  if (error instanceof StripeApiError) return c.json(error.body, error.status)
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
