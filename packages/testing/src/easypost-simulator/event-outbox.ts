import type { Clock } from '@quoin/core'
import { type EasypostTracker, toEasypostJson } from './easypost-tracker.ts'
import { signEasypostEvent } from './sign-easypost-event.ts'

/** A message to the shop. Sent again, it keeps its id. */
export interface EasypostEvent {
  readonly id: string
  readonly object: 'Event'
  readonly mode: 'test' | 'production'
  readonly description: 'tracker.created' | 'tracker.updated'
  readonly previous_attributes: { readonly status?: string }
  readonly status: 'pending'
  readonly created_at: string
  readonly updated_at: string
  readonly result: EasypostTracker
}

/** How events reach the shop. */
export interface EasypostWebhookSettings {
  /** Null: there is no webhook, and events are only recorded. */
  readonly webhookUrl: string | null
  /** While false nothing is sent; what happens meanwhile waits. */
  readonly delivery: boolean
  /** How often each event is sent at the same time. */
  readonly copies: number
}

/** One try to deliver an event. */
export interface EasypostDelivery {
  readonly eventId: string
  readonly description: EasypostEvent['description']
  readonly trackerId: string
  readonly at: string
  /** The answer's HTTP status; null when there was none. */
  readonly status: number | null
}

export interface EventOutboxOptions {
  readonly secret: string
  readonly settings: EasypostWebhookSettings
  readonly clock: Clock
  /** Whether real time drives the next tries. */
  readonly timers: boolean
  readonly send: (request: Request) => Promise<Response>
}

export type EventOutbox = ReturnType<typeof createEventOutbox>

interface Waiting {
  readonly event: EasypostEvent
  tries: number
  dueMs: number
}

/** A day in all, longer from try to try. */
const retryDelaysMs = [1, 30, 300, 1_800, 3_600, 3 * 3_600, 6 * 3_600, 12 * 3_600].map((seconds) => seconds * 1_000)

/** Sends events until they are acknowledged, or for a day. */
export function createEventOutbox({ secret, clock, timers, send, ...options }: EventOutboxOptions) {
  let settings = options.settings
  const events = new Map<string, EasypostEvent>()
  const waiting = new Set<Waiting>()
  const underWay = new Set<Promise<void>>()
  const deliveries: EasypostDelivery[] = []
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  async function post(event: EasypostEvent, url: string): Promise<boolean> {
    const body = toEasypostJson(event)
    const at = clock.now().toISOString()
    const headers = { 'content-type': 'application/json', 'x-hmac-signature': signEasypostEvent(body, secret) }
    const request = new Request(url, { method: 'POST', headers, body, redirect: 'manual' })
    const response = await send(request).catch(() => null)
    // The rest of an answer is of no interest, but an unread one keeps its connection busy.
    await response?.arrayBuffer().catch(() => null)
    const { id: eventId, description, result } = event
    deliveries.push({ eventId, description, trackerId: result.id, at, status: response?.status ?? null })
    return response?.ok ?? false
  }

  async function attempt(one: Waiting): Promise<void> {
    waiting.delete(one)
    const { webhookUrl, copies } = settings
    if (webhookUrl === null) return
    const answers = await Promise.all(Array.from({ length: copies }, () => post(one.event, webhookUrl)))
    const delayMs = retryDelaysMs[one.tries]
    if (answers.every(Boolean) || delayMs === undefined) return
    waiting.add({ event: one.event, tries: one.tries + 1, dueMs: clock.now().getTime() + delayMs })
  }

  function start(one: Waiting): Promise<void> {
    const running = attempt(one).finally(() => {
      underWay.delete(running)
      schedule()
    })
    underWay.add(running)
    return running
  }

  function schedule(): void {
    clearTimeout(timer)
    if (!timers || stopped || !settings.delivery || waiting.size === 0) return
    const dueMs = Math.min(...Array.from(waiting, (one) => one.dueMs))
    timer = setTimeout(() => void deliverPending(), Math.max(dueMs - clock.now().getTime(), 10)).unref()
  }

  async function deliverPending({ all = false } = {}): Promise<number> {
    if (!settings.delivery || stopped) return 0
    const due = [...waiting].filter((one) => all || one.dueMs <= clock.now().getTime())
    await Promise.all(due.map(start))
    return due.length
  }

  function queue(event: EasypostEvent): void {
    events.set(event.id, event)
    if (settings.webhookUrl === null || stopped) return
    const one = { event, tries: 0, dueMs: clock.now().getTime() }
    waiting.add(one)
    if (settings.delivery) void start(one)
  }

  async function idle(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay)
  }

  return {
    queue,
    deliverPending,
    idle,
    configure(changes: Partial<EasypostWebhookSettings>): EasypostWebhookSettings {
      settings = { ...settings, ...changes }
      schedule()
      return settings
    },
    async resend(eventId: string): Promise<void> {
      const event = events.get(eventId)
      if (!event) throw new Error(`There is no event ${eventId}.`)
      queue(event)
      await idle()
    },
    events: () => [...events.values()],
    deliveries: () => [...deliveries],
    stop(): void {
      stopped = true
      clearTimeout(timer)
    },
  }
}
