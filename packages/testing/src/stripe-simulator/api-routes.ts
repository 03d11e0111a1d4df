import { type Context, Hono } from 'hono'
import { type Bindings, hangUp } from '../simulator/hang-up.ts'
import { requestLine } from '../simulator/request-line.ts'
import { createIdempotencyKeys, type KeptAnswer } from './idempotency.ts'
import { apiVersion, noCause, type StripeAccount } from './stripe-account.ts'
import { StripeApiError, StripeParameterError } from './stripe-api-error.ts'
import { answerInstead, brokenInside, type StripeReply, spoil, writeJson } from './stripe-fault-responses.ts'
import type { StripeFaultKind } from './stripe-fault-script.ts'
import type { StripeFaultSwitch } from './stripe-faults.ts'
import type { LedgerRequest } from './stripe-ledger.ts'
import type { StripeRoute } from './stripe-route.ts'

type ApiContext = Context<{ Bindings: Bindings }>

interface ApiOptions {
  readonly routes: readonly StripeRoute[]
  readonly secretKey: string
  readonly faults: StripeFaultSwitch
  readonly newRequestId: () => string
  readonly record: (request: LedgerRequest) => void
}

interface Outcome {
  readonly answer: KeptAnswer
  /** Whether the request was executed, so that its answer is what its key stands for. */
  readonly executed: boolean
}

interface Incoming {
  readonly route: StripeRoute
  readonly id: string
  readonly encoded: string
  readonly key: string | null
}

/** A part of Stripe's API on HTTP: its key, idempotency keys, headers, and the faults. */
export function apiRoutes(account: StripeAccount, options: ApiOptions): Hono<{ Bindings: Bindings }> {
  const { routes, secretKey, faults } = options
  const app = new Hono<{ Bindings: Bindings }>()
  const keys = createIdempotencyKeys(account.now)
  for (const route of routes) app.on(route.method, route.path, (c) => serve(route, c))
  app.all('*', (c) => {
    c.header('request-id', options.newRequestId())
    requireKey(c.req.header('authorization'), secretKey)
    throw new StripeApiError(404, { message: `Unrecognized request URL (${c.req.method}: ${c.req.path}).` })
  })
  return app

  async function serve(route: StripeRoute, c: ApiContext): Promise<Response> {
    const isPost = route.method === 'POST'
    const encoded = isPost ? await c.req.text() : new URL(c.req.url).search
    const key = isPost ? (c.req.header('idempotency-key') ?? null) : null
    const incoming: Incoming = { route, id: options.newRequestId(), encoded, key }
    const struck = faults.take(route.endpoint)
    const fault = struck?.fault
    if (fault === 'drop') return breakOff(c, incoming, fault)
    const instead = fault && answerInstead(fault)
    if (instead) return finish(c, incoming, instead, fault)

    const { reply, executed } = respond(c, incoming, fault)
    if (fault === undefined) {
      executed?.()
      return finish(c, incoming, reply)
    }
    // The key is in use until the answer is on its way.
    if (fault === 'slow' && struck) await faults.delay(struck)
    executed?.()
    if (fault === 'accept-then-drop') return breakOff(c, incoming, fault)
    return finish(c, incoming, spoil(reply, fault), fault)
  }

  /** `executed` lets the key remember the answer. */
  function respond(
    c: ApiContext,
    incoming: Incoming,
    fault: StripeFaultKind | undefined,
  ): { readonly reply: StripeReply; readonly executed?: () => void } {
    const { key, encoded, route } = incoming
    try {
      requireKey(c.req.header('authorization'), secretKey)
      const kept = key === null ? null : keys.begin(key, c.req.path, encoded)
      if (kept !== null) return { reply: replayed(kept) }
      const { answer, executed } = fault === 'status-500' ? broken(incoming) : execute(route, c, incoming)
      const told = fault === 'accept-then-500' ? broken(incoming).answer : answer
      const reply = unretriable(writeJson(told.status, told.body), key)
      if (key === null) return { reply }
      return { reply, executed: () => (executed ? keys.keep(key, told) : keys.forget(key)) }
    } catch (error) {
      if (error instanceof StripeApiError) return { reply: writeJson(error.status, error.body) }
      if (key !== null) keys.forget(key)
      throw error
    }
  }

  function execute(route: StripeRoute, c: ApiContext, { id, key, encoded }: Incoming): Outcome {
    account.cause = { id, idempotency_key: key }
    try {
      const { origin } = new URL(c.req.url)
      const body = route.handle({ param: (name) => c.req.param(name) ?? '', encoded, origin })
      return { answer: { status: 200, body, requestId: id }, executed: true }
    } catch (error) {
      if (!(error instanceof StripeApiError)) throw error
      const body = { error: { ...error.body.error, request_log_url: logUrl(account.livemode, id) } }
      const answer = { status: error.status, body, requestId: id }
      return { answer, executed: !(error instanceof StripeParameterError) }
    } finally {
      account.cause = noCause
    }
  }

  function finish(c: ApiContext, incoming: Incoming, reply: StripeReply, fault: StripeFaultKind | null = null) {
    record(c, incoming, reply, fault)
    return new Response(reply.text, {
      status: reply.status,
      headers: {
        'request-id': incoming.id,
        'stripe-version': c.req.header('stripe-version') ?? apiVersion,
        ...(incoming.key !== null && { 'idempotency-key': incoming.key }),
        ...reply.headers,
      },
    })
  }

  function breakOff(c: ApiContext, incoming: Incoming, fault: StripeFaultKind): Response {
    record(c, incoming, null, fault)
    return hangUp(c.env)
  }

  function record(c: ApiContext, incoming: Incoming, reply: StripeReply | null, fault: StripeFaultKind | null): void {
    options.record({
      at: account.nowText(),
      ...requestLine(c.req.raw),
      endpoint: incoming.route.endpoint,
      idempotencyKey: incoming.key,
      status: reply?.status ?? null,
      code: reply?.code ?? null,
      fault,
    })
  }
}

function logUrl(livemode: boolean, requestId: string): string {
  return `https://dashboard.stripe.com/${livemode ? '' : 'test/'}logs/${requestId}`
}

function replayed({ status, body, requestId }: KeptAnswer): StripeReply {
  const reply = unretriable(writeJson(status, body), requestId)
  return { ...reply, headers: { ...reply.headers, 'idempotent-replayed': 'true', 'original-request': requestId } }
}

/** A 500 that a key remembers comes again, so clients are told to leave it. */
function unretriable(reply: StripeReply, key: string | null): StripeReply {
  if (reply.status !== 500 || key === null) return reply
  return { ...reply, headers: { ...reply.headers, 'stripe-should-retry': 'false' } }
}

/** Stripe began, and broke: its key remembers that. */
function broken({ id }: Incoming): Outcome {
  return { answer: { status: brokenInside.status, body: brokenInside.body, requestId: id }, executed: true }
}

/** How a refusal is sent, by the controls and where there is no endpoint. */
export function answerError(error: Error, c: Context): Response {
  if (error instanceof StripeApiError) return c.json(error.body, error.status)
  throw error
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
