import type { Clock } from '@quoin/core'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { type Bindings, hangUp } from '../simulator/hang-up.ts'
import { requestLine } from '../simulator/request-line.ts'
import { answerInstead, type EasypostEndpoint, type EasypostFaultKind, refuse } from './easypost-faults.ts'
import { type EasypostTracker, toEasypostJson } from './easypost-tracker.ts'
import type { TrackerBook } from './tracker-book.ts'

/** A call that came in. */
export interface EasypostRequest {
  readonly at: string
  readonly method: string
  readonly path: string
  readonly endpoint: EasypostEndpoint
  /** Null: the connection was broken off. */
  readonly status: number | null
  readonly fault: EasypostFaultKind | null
}

export interface HttpApiOptions {
  readonly apiKey: string
  readonly book: TrackerBook
  readonly takeFault: (endpoint: EasypostEndpoint) => EasypostFaultKind | undefined
  readonly clock: Clock
  readonly requests: EasypostRequest[]
  readonly onCreated: (tracker: EasypostTracker) => void
}

type ApiContext = Context<{ Bindings: Bindings }>

const creation = z.object({
  tracker: z.object({ tracking_code: z.string().min(1), carrier: z.string().min(1).nullish() }),
})

/** The part of EasyPost's API that is about trackers, below `/v2`. */
export function createHttpApi({ apiKey, book, takeFault, clock, requests, onCreated }: HttpApiOptions) {
  const app = new Hono<{ Bindings: Bindings }>()
  const authorization = `Basic ${btoa(`${apiKey}:`)}`

  app.post('/v2/trackers', (c) =>
    serve(c, 'createTracker', async () => {
      const given = creation.safeParse(await c.req.json().catch(() => null))
      if (!given.success) return refuse(422, 'PARAMETER.REQUIRED', 'tracking_code is missing.')
      const { tracking_code: code, carrier } = given.data.tracker
      const made = book.create(code, carrier ?? undefined)
      if (made.outcome === 'refused') return refuse(422, 'TRACKER.CREATE.ERROR', made.message)
      if (made.outcome === 'created') onCreated(made.tracker)
      return json(made.tracker, made.outcome === 'created' ? 201 : 200)
    }),
  )
  app.get('/v2/trackers/:id', (c) =>
    serve(c, 'getTracker', async () => {
      const tracker = book.find(c.req.param('id'))
      return tracker ? json(tracker) : refuse(404, 'NOT_FOUND', 'There is no such tracker.')
    }),
  )
  app.get('/v2/trackers', (c) =>
    serve(c, 'listTrackers', async () => {
      const { tracking_code: code = null, carrier = null, page_size: size = '20', before_id: before } = c.req.query()
      const found = book.list(code, carrier)
      const start = before === undefined ? 0 : found.findIndex((t) => t.id === before) + 1
      const page = found.slice(start, start + Number(size))
      return json({ trackers: page, has_more: start + page.length < found.length })
    }),
  )
  app.notFound(() => refuse(404, 'NOT_FOUND', 'There is no such path.'))
  return app

  async function serve(c: ApiContext, endpoint: EasypostEndpoint, answer: () => Promise<Response>): Promise<Response> {
    const fault = takeFault(endpoint)
    const note = (status: number | null): void => {
      const at = clock.now().toISOString()
      requests.push({ at, ...requestLine(c.req.raw), endpoint, status, fault: fault ?? null })
    }
    const breakOff = (): Response => {
      note(null)
      return hangUp(c.env)
    }
    if (fault === 'drop') return breakOff()
    const isKnown = c.req.header('authorization') === authorization
    const response =
      answerInstead(fault) ?? (isKnown ? await answer() : refuse(401, 'UNAUTHORIZED', 'The key is not valid.'))
    if (fault === 'accept-then-drop') return breakOff()
    note(response.status)
    return response
  }
}

function json(body: object, status = 200): Response {
  return new Response(toEasypostJson(body), { status, headers: { 'content-type': 'application/json; charset=utf-8' } })
}
