import type { Clock } from '@quoin/core'
import { signEvent } from './sign-event.ts'
import type { SimulatedEvent } from './simulated-event.ts'

/** One try to deliver an event. */
export interface WebhookAttempt {
  readonly eventId: string
  readonly type: string
  readonly url: string
  readonly at: string
  /** The answer's HTTP status; null when there was no answer. */
  readonly status: number | null
}

/** How events reach the shop. */
export interface WebhookSettings {
  /** The endpoint; null: there is none, and events are only recorded. */
  readonly webhookUrl: string | null
  /** While false nothing is sent; what happens meanwhile waits. */
  readonly delivery: boolean
  /** How often each event is sent at the same time. @default 1 */
  readonly copies: number
}

/** Some of the settings. */
export type WebhookChanges = { readonly [Name in keyof WebhookSettings]?: WebhookSettings[Name] | undefined }

export interface WebhookOutbox {
  /** Changes how events are sent from now on, and returns how that is. */
  configure(changes: WebhookChanges): WebhookSettings
  /** Queues an event for the endpoint and tries at once. */
  send(event: SimulatedEvent): void
  /** Tries what is due, and resolves with the number of tries when they are answered. `all`: what waits for its next try too. */
  deliverPending(options?: { readonly all?: boolean }): Promise<number>
  /** Resolves when no try is under way. */
  idle(): Promise<void>
  attempts(): readonly WebhookAttempt[]
  /** Stops trying. */
  stop(): void
}

export interface WebhookOutboxOptions {
  readonly secret: string
  readonly settings: WebhookSettings
  readonly clock: Clock
  /** Whether real time drives the next tries. */
  readonly timers: boolean
  readonly fetch: (request: Request) => Promise<Response>
}

interface Delivery {
  readonly event: SimulatedEvent
  readonly url: string
  readonly payload: string
  tries: number
  dueMs: number
}

/** Waiting times after each failed try: quick at first for demos, then about as Stripe does, three days in all. */
const retryDelaysMs = [1, 5, 30, 300, 3600, 6 * 3600, 12 * 3600, 24 * 3600, 28 * 3600].map((seconds) => seconds * 1000)

export function createWebhookOutbox(options: WebhookOutboxOptions): WebhookOutbox {
  const { secret, clock, timers, fetch } = options
  let settings = options.settings
  const waiting = new Set<Delivery>()
  const underWay = new Set<Promise<void>>()
  const attempts: WebhookAttempt[] = []
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  const post = async ({ event, payload, url }: Delivery): Promise<boolean> => {
    const at = clock.now()
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'stripe-signature': signEvent(payload, secret, at),
      'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
    }
    const request = new Request(url, { method: 'POST', headers, body: payload, redirect: 'manual' })
    const response = await fetch(request).catch(() => null)
    // The rest of an answer is of no interest, but an unread one keeps its connection busy.
    await response?.arrayBuffer().catch(() => null)
    attempts.push({ eventId: event.id, type: event.type, url, at: at.toISOString(), status: response?.status ?? null })
    return response?.ok ?? false
  }

  const attempt = async (delivery: Delivery): Promise<void> => {
    waiting.delete(delivery)
    const answers = await Promise.all(Array.from({ length: settings.copies }, () => post(delivery)))
    if (answers.every(Boolean)) {
      delivery.event.pending_webhooks = 0
      return
    }
    const delayMs = retryDelaysMs[delivery.tries]
    if (delayMs === undefined) return
    delivery.tries += 1
    delivery.dueMs = clock.now().getTime() + delayMs
    waiting.add(delivery)
  }

  const start = (delivery: Delivery): Promise<void> => {
    const running = attempt(delivery).finally(() => {
      underWay.delete(running)
      schedule()
    })
    underWay.add(running)
    return running
  }

  const schedule = (): void => {
    clearTimeout(timer)
    if (!timers || stopped || !settings.delivery || waiting.size === 0) return
    const dueMs = Math.min(...Array.from(waiting, (delivery) => delivery.dueMs))
    timer = setTimeout(() => void outbox.deliverPending(), Math.max(dueMs - clock.now().getTime(), 10)).unref()
  }

  const outbox: WebhookOutbox = {
    configure({ webhookUrl = settings.webhookUrl, delivery = settings.delivery, copies = settings.copies }) {
      settings = { webhookUrl, delivery, copies }
      schedule()
      return settings
    },
    send(event) {
      const { webhookUrl, delivery: on } = settings
      if (webhookUrl === null) return
      event.pending_webhooks = 1
      const delivery: Delivery = {
        event,
        url: webhookUrl,
        payload: JSON.stringify(event, null, 2),
        tries: 0,
        dueMs: clock.now().getTime(),
      }
      waiting.add(delivery)
      if (on && !stopped) void start(delivery)
    },
    async deliverPending({ all = false } = {}) {
      if (!settings.delivery || stopped) return 0
      const nowMs = clock.now().getTime()
      const due = [...waiting].filter((delivery) => all || delivery.dueMs <= nowMs)
      await Promise.all(due.map(start))
      return due.length
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    attempts: () => [...attempts],
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
  return outbox
}
