import type { Clock } from '@quoin/core'
import { type Context, Hono } from 'hono'
import { type Bindings, hangUp } from '../simulator/hang-up.ts'
import { requestLine } from '../simulator/request-line.ts'
import type { Answer, Reply } from './answer.ts'
import type { ApiRoute } from './api.ts'
import { answerInstead, spoil, tooManyRequests } from './fault-responses.ts'
import type { FaultKind } from './fault-script.ts'
import type { FaultSwitch } from './faults.ts'
import type { Identities } from './identities.ts'
import { writeInstant } from './instant.ts'
import type { LedgerWriter } from './ledger.ts'
import type { Quota } from './quota.ts'

type ApiContext = Context<{ Bindings: Bindings }>

interface HttpApiOptions {
  readonly routes: readonly ApiRoute[]
  /** Null lets every key in, but not the lack of one. */
  readonly apiKey: string | null
  readonly faults: FaultSwitch
  readonly ledger: LedgerWriter
  readonly quota: Quota | null
  readonly clock: Clock
  readonly ids: Identities
}

/** The API on HTTP: keys, quota, content types, trace marks, and the faults. */
export function createHttpApi(options: HttpApiOptions) {
  const { routes, apiKey, faults, ledger, quota, clock, ids } = options
  // Paths have no case and may end in a slash.
  const app = new Hono<{ Bindings: Bindings }>({
    getPath: (request) => new URL(request.url).pathname.toLowerCase().replace(/(?<=.)\/+$/, ''),
  })

  for (const route of routes) app.on(route.method, route.path, (context) => serve(route, context))
  for (const path of new Set(routes.map((route) => route.path))) {
    app.all(path, (context) => finish(context, null, write({ status: 405, body: { outcome: 'MethodNotAllowed' } })))
  }
  app.notFound((context) => finish(context, null, write({ status: 404, body: { outcome: 'EndpointDoesNotExist' } })))
  app.onError((error) => {
    throw error
  })
  return app

  async function serve(route: ApiRoute, context: ApiContext): Promise<Response> {
    const fault = faults.take(route.endpoint)
    if (fault?.fault === 'drop') return breakOff(context, route, fault.fault)
    const instead = fault && answerInstead(fault)
    if (instead) return finish(context, route, write(instead), fault.fault)
    const reply = write(await respond(route, context))
    if (!fault) return finish(context, route, reply)
    if (fault.fault === 'accept-then-drop') return breakOff(context, route, fault.fault)
    if (fault.fault === 'slow') await faults.delay(fault)
    return finish(context, route, write(spoil(reply, fault)), fault.fault)
  }

  async function respond(route: ApiRoute, context: ApiContext): Promise<Answer | Reply> {
    const key = context.req.header('x-api-key')
    if (!key || (apiKey !== null && key !== apiKey)) return { status: 401, body: { outcome: 'NotAuthenticated' } }
    const waitSeconds = quota?.take() ?? null
    if (quota && waitSeconds !== null) return tooManyRequests(waitSeconds, quota.limit)
    let json: unknown
    if (route.takesJson) {
      if (!/^application\/json\b/i.test(context.req.header('content-type') ?? '')) {
        return { status: 415, body: { outcome: 'InvalidContentType' } }
      }
      try {
        json = JSON.parse(await context.req.text())
      } catch {
        return { status: 400, body: { outcome: 'ModelBindingFailed', failures: {} } }
      }
    }
    const { origin, searchParams } = new URL(context.req.url)
    return route.handle({ param: (name) => context.req.param(name) ?? '', query: searchParams, json, origin })
  }

  /** Puts a trace mark on an answer. */
  function write(answer: Answer | Reply): Reply {
    if ('text' in answer) return answer
    const { status, body } = answer
    const traceParent = ids.traceParent()
    return {
      status,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'set-cookie': 'ARRAffinity=simulated; Path=/; HttpOnly; Secure',
        traceparent: traceParent,
        ...(status === 401 && { 'www-authenticate': 'Bearer' }),
      },
      text: JSON.stringify({ ...body, traceParent }),
      outcome: body.outcome,
    }
  }

  function finish(
    context: ApiContext,
    route: ApiRoute | null,
    { status, headers, text, outcome }: Reply,
    fault: FaultKind | null = null,
  ): Response {
    record(context, route, { status, outcome: outcome ?? null, fault })
    return new Response(text, { status, headers })
  }

  function breakOff(context: ApiContext, route: ApiRoute, fault: FaultKind): Response {
    record(context, route, { status: null, outcome: null, fault })
    return hangUp(context.env)
  }

  function record(
    context: ApiContext,
    route: ApiRoute | null,
    { status, outcome, fault }: { status: number | null; outcome: string | null; fault: FaultKind | null },
  ): void {
    ledger.recordRequest({
      at: writeInstant(clock.now()),
      ...requestLine(context.req.raw),
      endpoint: route?.endpoint ?? null,
      status,
      outcome,
      fault,
    })
  }
}
