import { type Clock, systemClock } from '@quoin/core'
import { chance } from '../simulator/chance.ts'
import { createFaultQueue } from '../simulator/fault-queue.ts'
import { createLoopbackServer } from '../simulator/loopback-server.ts'
import type { EasypostEndpoint, EasypostFault, EasypostFaults } from './easypost-faults.ts'
import type { EasypostStatus, EasypostTracker } from './easypost-tracker.ts'
import {
  createEventOutbox,
  type EasypostDelivery,
  type EasypostEvent,
  type EasypostWebhookSettings,
} from './event-outbox.ts'
import { createHttpApi, type EasypostRequest } from './http-api.ts'
import { createTrackerBook, type MoveOptions } from './tracker-book.ts'

/** What {@link createEasypostSimulator} takes. */
export interface EasypostSimulatorOptions {
  /** The only key that the API accepts; one that begins with `EZAK` makes everything `production`. @default 'EZTK_simulator' */
  readonly apiKey?: string
  /** Signs the webhooks. */
  readonly webhookSecret: string
  /** Where webhooks go; may be set later by `configureWebhooks`. @default none */
  readonly webhookUrl?: string
  /** With a clock of your own nothing happens by itself later: move it, then call `deliverPending`. @default the machine's, with timers for retries */
  readonly clock?: Clock
  /** The same seed gives the same ids. @default unpredictable ids */
  readonly seed?: number | string
  /** Which carrier has such a number, where the caller does not say; null: none has, whatever the caller says. @default 'USPS' */
  readonly detect?: (trackingCode: string) => string | null
  /** Whether every new parcel moves to its door by itself, a stage in this time. @default `move` moves them */
  readonly pace?: { readonly stageMs: number }
  /** How webhooks are sent, for a shop in the same process. @default the global `fetch`, 7 s at most */
  readonly send?: (request: Request) => Promise<Response>
}

/** What was asked of it. */
export interface EasypostLedger {
  readonly trackers: readonly EasypostTracker[]
  readonly requests: readonly EasypostRequest[]
}

/** An EasyPost for tests and demos: trackers, webhooks, and a hand on every parcel. */
export interface EasypostSimulator {
  /** The origin, such as `http://127.0.0.1:4012`. Throws before {@link listen}. */
  readonly url: string
  /** Starts the HTTP server on 127.0.0.1 and resolves with its origin. @param port @default a free one */
  listen(port?: number): Promise<string>
  /** Stops the server and the deliveries. Safe to call twice. */
  close(): Promise<void>
  /** The server as a function, without a network. */
  readonly fetch: (request: Request) => Promise<Response>
  /** The carrier scans a parcel, whether somebody follows it already or not. */
  move(trackingCode: string, status: EasypostStatus, options?: MoveOptions): void
  /** The account loses a tracker, as when a key of another account is used. */
  forget(trackerId: string): void
  readonly faults: EasypostFaults
  /** Changes how events are sent from now on. */
  configureWebhooks(changes: Partial<EasypostWebhookSettings>): EasypostWebhookSettings
  /** Tries the deliveries that are due by the clock; `all`: those that wait for their next try too. Resolves with the number of tries. */
  deliverPending(options?: { readonly all?: boolean }): Promise<number>
  /** Sends an event once more, even one that was acknowledged. */
  resend(eventId: string): Promise<void>
  /** Resolves when no delivery is under way. */
  idle(): Promise<void>
  /** Every event, oldest first. */
  events(): readonly EasypostEvent[]
  /** Every try to deliver one, oldest first. */
  deliveries(): readonly EasypostDelivery[]
  ledger(): EasypostLedger
}

const stages: readonly EasypostStatus[] = ['in_transit', 'out_for_delivery', 'delivered']

/**
 * A simulated EasyPost account as a real HTTP server. It knows trackers and their events, and forgets everything when the
 * process ends. EasyPost's test numbers, `EZ1000000001` to `EZ7000000007`, are at once what they stand for.
 *
 * @example
 * ```ts
 * import { createEasypostSimulator } from '@quoin/testing'
 *
 * const easypost = createEasypostSimulator({
 *   webhookSecret: 'secret',
 *   webhookUrl: 'http://127.0.0.1:4000/api/webhooks/easypost',
 * })
 * const apiBase = await easypost.listen()
 * // …a shop follows a parcel at `apiBase`, then its carrier brings it:
 * easypost.move('PH000000000GB', 'delivered')
 * await easypost.idle()
 * await easypost.close()
 * ```
 */
export function createEasypostSimulator(options: EasypostSimulatorOptions): EasypostSimulator {
  const { apiKey = 'EZTK_simulator', clock = systemClock, pace, detect = () => 'USPS' } = options
  const mode = apiKey.startsWith('EZAK') ? 'production' : 'test'
  const book = createTrackerBook({ mode, clock, random: chance(options.seed), detect })
  const faults = createFaultQueue<EasypostFault>()
  const requests: EasypostRequest[] = []
  const timers = new Set<NodeJS.Timeout>()
  const outbox = createEventOutbox({
    secret: options.webhookSecret,
    settings: { webhookUrl: options.webhookUrl ?? null, delivery: true, copies: 1 },
    clock,
    timers: options.clock === undefined,
    send: options.send ?? ((request) => fetch(request, { signal: AbortSignal.timeout(7_000) })),
  })

  function tell(description: EasypostEvent['description'], tracker: EasypostTracker, before?: EasypostStatus): void {
    const at = clock.now().toISOString()
    outbox.queue({
      id: book.newId('evt'),
      object: 'Event',
      mode,
      description,
      previous_attributes: before === undefined ? {} : { status: before },
      status: 'pending',
      created_at: at,
      updated_at: at,
      result: tracker,
    })
  }

  function move(trackingCode: string, status: EasypostStatus, moveOptions: MoveOptions = {}): void {
    for (const { tracker, before } of book.move(trackingCode, status, moveOptions)) {
      tell('tracker.updated', tracker, before)
    }
  }

  function onCreated(tracker: EasypostTracker): void {
    tell('tracker.created', tracker)
    if (!pace || tracker.finalized) return
    for (const [index, status] of stages.entries()) {
      const timer = setTimeout(
        () => {
          timers.delete(timer)
          move(tracker.tracking_code, status)
        },
        pace.stageMs * (index + 1),
      ).unref()
      timers.add(timer)
    }
  }

  const takeFault = (endpoint: EasypostEndpoint) => faults.take(endpoint)?.fault
  const app = createHttpApi({ apiKey, book, takeFault, clock, requests, onCreated })
  const answer: Parameters<typeof createLoopbackServer>[0] = async (request, env) => app.fetch(request, env ?? {})
  const server = createLoopbackServer(answer)
  return {
    get url() {
      return server.url()
    },
    listen: (port = 0) => server.listen(port),
    async close() {
      outbox.stop()
      for (const timer of timers) clearTimeout(timer)
      await server.close()
    },
    fetch: (request) => answer(request),
    move,
    forget: book.forget,
    faults,
    configureWebhooks: outbox.configure,
    deliverPending: outbox.deliverPending,
    resend: outbox.resend,
    idle: outbox.idle,
    events: outbox.events,
    deliveries: outbox.deliveries,
    ledger: () => ({ trackers: book.list(null, null).toReversed(), requests: [...requests] }),
  }
}
