import {
  type Clock,
  correlatedLogger,
  type Logger,
  type Quoin,
  QuoinError,
  silentLogger,
  systemClock,
  systemTimer,
  type Timer,
} from '@quoin/core'
import { Hono } from 'hono'
import { type Authenticate, admit } from './caller.ts'
import { type ClientLimitOptions, createClientLimit } from './client-limit.ts'
import { endpoints } from './endpoints.ts'
import { createGuestLinks } from './guest-links.ts'
import { createRequestMetrics } from './metrics.ts'
import { describeApi, mountedAt } from './openapi.ts'
import { HttpProblem, problemOf, problemResponse } from './problem.ts'
import { logProblem } from './problem-log.ts'
import { readBody } from './request-body.ts'
import { requestSpan } from './request-span.ts'
import { version as ownVersion } from './version.ts'

/** What {@link createHttpHandler} needs. */
export interface HttpHandlerOptions extends ClientLimitOptions {
  readonly quoin: Quoin
  readonly authenticate: Authenticate
  /** Where the endpoints begin. @default '/api' */
  readonly basePath?: string
  /** At least 32 characters of chance. See {@link createGuestLinks}. @default none: guests can't come back to their orders */
  readonly guestLinkSecret?: string
  /** With it Prometheus may read `/metrics`; at least 16 characters. @default none: only admins may */
  readonly metricsToken?: string
  /** @default systemClock */
  readonly clock?: Clock
  /** Where streams of events wait. @default systemTimer */
  readonly timer?: Timer
  /** Told of faults and of refused access, by codes and ids only. @default silentLogger */
  readonly logger?: Logger
  /** @default 1 MiB */
  readonly bodyLimitBytes?: number
  /** What `/status` shows. @default the version of this package */
  readonly version?: string
  /** Names requests that come without an `X-Request-Id`. @default crypto.randomUUID */
  readonly requestId?: () => string
}

/** How a framework that has its own routing hands a request on. */
export interface Mount {
  /** Where the endpoints begin for this request, instead of the handler's own. */
  readonly basePath?: string
  /** Answers what is no endpoint of Quoin; the body has not been touched then. @default a 404 problem */
  readonly fallback?: () => Response | Promise<Response>
}

/** Answers a request. It never rejects. */
export type HttpHandler = (request: Request, mount?: Mount) => Promise<Response>

/** What one request brings along on its way through the router. */
interface Route {
  readonly path: string
  readonly basePath: string
  readonly requestId: string
  readonly fallback: () => Response | Promise<Response>
}

/**
 * Every endpoint of Quoin as one function on web standards: it runs wherever a `Request` becomes a `Response`.
 *
 * Refusals are RFC 9457 problems that carry their code in `error` and the faulty fields in `issues`.
 *
 * @throws {@link QuoinError} `invalid_options` when `guestLinkSecret` or `metricsToken` is too short, `rateLimit` too small, or
 * `basePath` is no path.
 * @example
 * ```ts
 * import type { Quoin } from '@quoin/core'
 * import { createHttpHandler } from '@quoin/http'
 *
 * export function handlerFor(quoin: Quoin) {
 *   return createHttpHandler({
 *     quoin,
 *     authenticate: async (request) => {
 *       const session = request.headers.get('authorization')
 *       return session === null ? null : { userId: 'user_1', role: 'customer' }
 *     },
 *   })
 * }
 * ```
 */
export function createHttpHandler(options: HttpHandlerOptions): HttpHandler {
  const { requestId = () => crypto.randomUUID() } = options
  const ownBasePath = options.basePath ?? '/api'
  if (!/^\/?$|^(?:\/[^/?#]+)+\/?$/.test(ownBasePath)) {
    throw new QuoinError('invalid_options', 'basePath is a path such as /api.')
  }
  if (options.metricsToken !== undefined && options.metricsToken.length < 16) {
    throw new QuoinError('invalid_options', 'metricsToken needs at least 16 characters.')
  }
  const app = createRouter(options)
  return async (request, mount = {}) => {
    const { fallback = () => problemResponse(new HttpProblem('not_found')) } = mount
    const basePath = (mount.basePath ?? ownBasePath).replace(/\/+$/, '')
    const { pathname } = new URL(request.url)
    const route: Route = {
      path: pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : '',
      basePath,
      requestId: saneRequestId(request) ?? requestId(),
      fallback,
    }
    const response = await app.fetch(request, route)
    for (const [name, value] of Object.entries(commonHeaders)) {
      if (!response.headers.has(name)) response.headers.set(name, value)
    }
    response.headers.set('x-request-id', route.requestId)
    return response
  }
}

const commonHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

const methods = [...new Set(Object.values(endpoints).map(({ method }) => method.toUpperCase()))].sort()

function createRouter(options: HttpHandlerOptions): Hono<{ Bindings: Route }> {
  const { guestLinkSecret, clock = systemClock, timer = systemTimer } = options
  const { quoin, version = ownVersion, bodyLimitBytes = 1024 * 1024 } = options
  const guestLinks = guestLinkSecret === undefined ? null : createGuestLinks({ secret: guestLinkSecret, clock })
  const logger = correlatedLogger(options.logger ?? silentLogger, quoin.telemetry)
  const requestMetrics = createRequestMetrics()
  const limit = createClientLimit({ ...options, clock })
  const document = once(() => describeApi(endpoints, version))

  const app = new Hono<{ Bindings: Route }>({ getPath: (_request, { env } = {}) => env?.path ?? '' })
  for (const endpoint of Object.values(endpoints)) {
    const answer = async (
      request: Request,
      params: Readonly<Record<string, string>>,
      route: Route,
    ): Promise<Response> => {
      try {
        const caller = await admit(endpoint.access, request, options)
        const allowance = limit(request, caller, endpoint.cost)
        const response = await endpoint.answer({
          quoin,
          guestLinks,
          caller,
          request,
          timer,
          requestMetrics,
          version,
          params,
          bytes: await readBody(request, bodyLimitBytes),
          document: () => mountedAt(route.basePath, document()),
        })
        for (const [name, value] of Object.entries(allowance)) response.headers.set(name, value)
        return response
      } catch (error) {
        // Senders of webhooks come again when they are told that it was not stored.
        const problem = problemOf(error, endpoint.access === 'signed' ? 'webhook_not_stored' : 'internal_error')
        logProblem(logger, { problem, error, endpoint, requestId: route.requestId })
        return problemResponse(problem)
      }
    }
    app.on(endpoint.method.toUpperCase(), routerPath(endpoint.path), async ({ req, env }) => {
      const { method, path } = endpoint
      const startedAt = clock.now().getTime()
      const response = await quoin.telemetry.span(requestSpan(endpoint, req.raw, env), async (span) => {
        const answered = await answer(req.raw, req.param(), env)
        span.label({ 'http.response.status_code': answered.status })
        if (answered.status >= 500) span.fail(String(answered.status))
        return answered
      })
      requestMetrics.observe({ method, path, status: response.status, durationMs: clock.now().getTime() - startedAt })
      return response
    })
  }
  app.notFound(({ env }) => {
    const allow = methods.filter((method) => app.router.match(method, env.path)[0].length > 0)
    if (allow.length === 0) return env.fallback()
    return problemResponse(new HttpProblem('method_not_allowed', { headers: { allow: allow.join(', ') } }))
  })
  return app
}

/** `/orders/{id}` as the router writes it. */
function routerPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1')
}

/** The caller's own name for the request, when it can stand in a log line. */
function saneRequestId(request: Request): string | undefined {
  const given = request.headers.get('x-request-id') ?? ''
  return /^[\w.:-]{1,128}$/.test(given) ? given : undefined
}

function once<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined
  return () => {
    made ??= make()
    return made
  }
}
