import type { Clock, Random } from '@quoin/core'
import { createDeliveryQueue } from '../simulator/delivery-queue.ts'
import { isAcknowledged, postWebhook } from '../simulator/post-webhook.ts'
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
  /** Resolves when the tries that are under way now are over: a busy shop may never be without any. */
  begun(): Promise<void>
  attempts(): readonly WebhookAttempt[]
  /** Stops trying. */
  stop(): void
}

interface WebhookOutboxOptions {
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
}

export function createWebhookOutbox(options: WebhookOutboxOptions): WebhookOutbox {
  const { endpoints, clock, random, timers, retries, fetch } = options
  let settings = options.settings
  let usual: SimulatedEndpoint | undefined
  const attempts: WebhookAttempt[] = []
  /** By the event's id, the endpoints that have not acknowledged it. */
  const unacknowledged = new Map<string, Set<string>>()
  const queue = createDeliveryQueue<Delivery>({
    clock,
    timers,
    isOpen: () => settings.delivery,
    attempt,
    retryDelayMs: (failed) => retryDelayMs(retries, failed),
  })
  placeUsual()

  /** Moves the endpoint of the settings to where they say. */
  function placeUsual(): void {
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

  async function attempt(delivery: Delivery): Promise<boolean> {
    const isWanted = endpoints.all().includes(delivery.endpoint)
    const answers = isWanted ? await Promise.all(Array.from({ length: settings.copies }, () => post(delivery))) : []
    if (!answers.every(isAcknowledged)) return false
    acknowledge(delivery)
    return true
  }

  async function post({ event, payload, url, endpoint }: Delivery): Promise<number | null> {
    const at = clock.now()
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'stripe-signature': signEvent(payload, validSecrets(endpoint, at.getTime()), at),
      'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
    }
    const status = await postWebhook(fetch, url, headers, payload)
    attempts.push({
      eventId: event.id,
      type: event.type,
      endpointId: endpoint.object.id,
      url,
      at: at.toISOString(),
      status,
    })
    return status
  }

  function acknowledge({ event, endpoint }: Delivery): void {
    const left = unacknowledged.get(event.id)
    left?.delete(endpoint.object.id)
    event.pending_webhooks = left?.size ?? 0
    if (left?.size === 0) unacknowledged.delete(event.id)
  }

  return {
    configure(changes) {
      settings = changeSettings(settings, changes)
      placeUsual()
      queue.schedule()
      return settings
    },
    send(event) {
      const listening = endpoints.all().filter((endpoint) => listensTo(endpoint, event.type))
      if (listening.length === 0) return
      unacknowledged.set(event.id, new Set(listening.map(({ object }) => object.id)))
      event.pending_webhooks = listening.length
      for (const endpoint of listening) {
        const payload = JSON.stringify(endpoint.thin ? thinEvent(event) : event, null, 2)
        const waitMs = settings.reorder === 0 ? 0 : Math.floor(random.next() * settings.reorder)
        queue.add({ event, endpoint, url: endpoint.object.url, payload }, waitMs)
      }
    },
    deliverPending: queue.deliverPending,
    idle: queue.idle,
    begun: queue.begun,
    attempts: () => [...attempts],
    stop: queue.stop,
  }
}
