import type { Clock } from '@quoin/core'
import { createDeliveryQueue } from '../simulator/delivery-queue.ts'
import { isAcknowledged, postWebhook } from '../simulator/post-webhook.ts'
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

interface EventOutboxOptions {
  readonly secret: string
  readonly settings: EasypostWebhookSettings
  readonly clock: Clock
  /** Whether real time drives the next tries. */
  readonly timers: boolean
  readonly send: (request: Request) => Promise<Response>
}

/** A day in all, longer from try to try. */
const retryDelaysMs = [1, 30, 300, 1_800, 3_600, 3 * 3_600, 6 * 3_600, 12 * 3_600].map((seconds) => seconds * 1_000)

/** Sends events until they are acknowledged, or for a day. */
export function createEventOutbox({ secret, clock, timers, send, ...options }: EventOutboxOptions) {
  let settings = options.settings
  const events = new Map<string, EasypostEvent>()
  const deliveries: EasypostDelivery[] = []
  const queue = createDeliveryQueue<EasypostEvent>({
    clock,
    timers,
    isOpen: () => settings.delivery,
    attempt,
    retryDelayMs: (retries) => retryDelaysMs[retries],
  })

  async function attempt(event: EasypostEvent): Promise<boolean> {
    const { webhookUrl, copies } = settings
    if (webhookUrl === null) return true
    const answers = await Promise.all(Array.from({ length: copies }, () => post(event, webhookUrl)))
    return answers.every(isAcknowledged)
  }

  async function post(event: EasypostEvent, url: string): Promise<number | null> {
    const body = toEasypostJson(event)
    const at = clock.now().toISOString()
    const headers = { 'content-type': 'application/json', 'x-hmac-signature': signEasypostEvent(body, secret) }
    const status = await postWebhook(send, url, headers, body)
    const { id: eventId, description, result } = event
    deliveries.push({ eventId, description, trackerId: result.id, at, status })
    return status
  }

  function queueEvent(event: EasypostEvent): void {
    events.set(event.id, event)
    if (settings.webhookUrl !== null) queue.add(event)
  }

  return {
    queue: queueEvent,
    deliverPending: queue.deliverPending,
    idle: queue.idle,
    configure(changes: Partial<EasypostWebhookSettings>): EasypostWebhookSettings {
      settings = { ...settings, ...changes }
      queue.schedule()
      return settings
    },
    async resend(eventId: string): Promise<void> {
      const event = events.get(eventId)
      if (!event) throw new Error(`There is no event ${eventId}.`)
      queueEvent(event)
      await queue.idle()
    },
    events: () => [...events.values()],
    deliveries: () => [...deliveries],
    stop: queue.stop,
  }
}
