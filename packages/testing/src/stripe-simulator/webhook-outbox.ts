import type { Clock, Random } from '@quoin/core'
import { signEvent } from './sign-event.ts'
import type { SimulatedEvent } from './simulated-event.ts'
import { thinEvent } from './thin-event.ts'
import { listensTo, type SimulatedEndpoint, validSecrets } from './webhook-endpoint.ts'
import type { WebhookEndpoints } from './webhook-endpoints.ts'
import {
  changeSettings,
  type RetrySchedule,
  retryDelayMs,
  type WebhookChanges,
  type WebhookSettings,
} from './webhook-settings.ts'

/** One try to deliver an event. */
export interface WebhookAttempt {
  readonly eventId: string
  readonly type: string
  /** The endpoint's id, `we_…`. */
  readonly endpointId: string
  readonly url: string
  readonly at: string
  /** The answer's HTTP status; null when there was no answer. */
  readonly status: number | null
}

export interface WebhookOutbox {
  /** Changes how events are sent from now on, and returns how that is. */
  configure(changes: WebhookChanges): WebhookSettings
  /** Queues an event for each endpoint that asks for it and tries at once. */
  send(event: SimulatedEvent): void
  /** Tries what is due, and resolves with the number of tries when they are answered. `all`: what waits for its time too. */
  deliverPending(options?: { readonly all?: boolean }): Promise<number>
  /** Resolves when no try is under way. */
  idle(): Promise<void>
  attempts(): readonly WebhookAttempt[]
  /** Stops trying. */
  stop(): void
}

export interface WebhookOutboxOptions {
  readonly endpoints: WebhookEndpoints
  /** Signs for the endpoint of the settings. */
  readonly secret: string | undefined
  /** What that endpoint asks for. */
  readonly events: readonly string[]
  readonly settings: WebhookSettings
  readonly retries: RetrySchedule
  readonly clock: Clock
  /** Chance of its own: how events are delivered must not change which ids are given. */
  readonly random: Random
  /** Whether real time drives the next tries. */
  readonly timers: boolean
  readonly fetch: (request: Request) => Promise<Response>
}

interface Delivery {
  readonly event: SimulatedEvent
  readonly endpoint: SimulatedEndpoint
  readonly url: string
  readonly payload: string
  tries: number
  dueMs: number
}

export function createWebhookOutbox(options: WebhookOutboxOptions): WebhookOutbox {
  const { endpoints, clock, random, timers, retries, fetch } = options
  let settings = options.settings
  let usual: SimulatedEndpoint | undefined
  const waiting = new Set<Delivery>()
  const underWay = new Set<Promise<void>>()
  const attempts: WebhookAttempt[] = []
  /** By the event's id, the endpoints that have not acknowledged it. */
  const unacknowledged = new Map<string, Set<string>>()
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  /** Moves the endpoint of the settings to where they say. */
  const placeUsual = (): void => {
    const { webhookUrl } = settings
    if (webhookUrl === null) {
      if (usual !== undefined) endpoints.remove(usual.object.id)
      usual = undefined
      return
    }
    if (options.secret === undefined) throw new TypeError('webhookUrl needs webhookSecret.')
    usual ??= endpoints.add({ url: webhookUrl, secret: options.secret, events: options.events })
    usual.object.url = webhookUrl
  }
  placeUsual()

  const post = async ({ event, payload, url, endpoint }: Delivery): Promise<boolean> => {
    const at = clock.now()
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'stripe-signature': signEvent(payload, validSecrets(endpoint, at.getTime()), at),
      'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
    }
    const request = new Request(url, { method: 'POST', headers, body: payload, redirect: 'manual' })
    const response = await fetch(request).catch(() => null)
    // The rest of an answer is of no interest, but an unread one keeps its connection busy.
    await response?.arrayBuffer().catch(() => null)
    attempts.push({
      eventId: event.id,
      type: event.type,
      endpointId: endpoint.object.id,
      url,
      at: at.toISOString(),
      status: response?.status ?? null,
    })
    return response?.ok ?? false
  }

  const attempt = async (delivery: Delivery): Promise<void> => {
    waiting.delete(delivery)
    if (!endpoints.all().includes(delivery.endpoint)) {
      acknowledge(delivery)
      return
    }
    const answers = await Promise.all(Array.from({ length: settings.copies }, () => post(delivery)))
    if (answers.every(Boolean)) {
      acknowledge(delivery)
      return
    }
    const delayMs = retryDelayMs(retries, delivery.tries)
    if (delayMs === undefined) return
    delivery.tries += 1
    delivery.dueMs = clock.now().getTime() + delayMs
    waiting.add(delivery)
  }

  const acknowledge = ({ event, endpoint }: Delivery): void => {
    const left = unacknowledged.get(event.id)
    left?.delete(endpoint.object.id)
    event.pending_webhooks = left?.size ?? 0
    if (left?.size === 0) unacknowledged.delete(event.id)
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
    configure(changes) {
      settings = changeSettings(settings, changes)
      placeUsual()
      schedule()
      return settings
    },
    send(event) {
      const listening = endpoints.all().filter((endpoint) => listensTo(endpoint, event.type))
      if (listening.length === 0) return
      unacknowledged.set(event.id, new Set(listening.map(({ object }) => object.id)))
      event.pending_webhooks = listening.length
      for (const endpoint of listening) {
        const waitMs = settings.reorder === 0 ? 0 : Math.floor(random.next() * settings.reorder)
        const delivery: Delivery = {
          event,
          endpoint,
          url: endpoint.object.url,
          payload: JSON.stringify(endpoint.thin ? thinEvent(event) : event, null, 2),
          tries: 0,
          dueMs: clock.now().getTime() + waitMs,
        }
        waiting.add(delivery)
        if (waitMs === 0 && settings.delivery && !stopped) void start(delivery)
      }
      schedule()
    },
    async deliverPending({ all = false } = {}) {
      if (!settings.delivery || stopped) return 0
      const nowMs = clock.now().getTime()
      const due = [...waiting].filter((delivery) => all || delivery.dueMs <= nowMs)
      const inTime = due.toSorted((a, b) => a.dueMs - b.dueMs)
      await Promise.all(inTime.map(start))
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
