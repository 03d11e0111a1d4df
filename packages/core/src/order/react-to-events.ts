import { type AlertTelling, alertJobs, tellingOfAttention } from '../health/alert-jobs.ts'
import { draftJob } from '../jobs/draft-job.ts'
import type { JobDraft } from '../jobs/job.ts'
import type { Notification, NotificationType } from '../notifications/notification.ts'
import { notificationKey } from '../notifications/notification-key.ts'
import type { WebhookEndpoint } from '../outgoing/webhook-endpoint.ts'
import type { QuoinEventName } from '../quoin-events.ts'
import { actionNeeded } from './action-needed.ts'
import type { Attention } from './attention.ts'
import { eventNames, isFirstSent } from './event-names.ts'
import type { Order } from './order.ts'
import type { RecordedOrderEvent } from './order-events.ts'
import { isQuiet } from './quiet-events.ts'

/** What is wired up to hear of events. */
export interface Audience {
  /** Names of the notifiers' channels. */
  readonly channels: readonly string[]
  /** Names of the alert sinks' channels. */
  readonly alertChannels: readonly string[]
  /** Names of the events with a durable subscription. */
  readonly subscriptions: readonly QuoinEventName[]
  readonly webhooks: readonly Pick<WebhookEndpoint, 'url' | 'events'>[]
}

/** Everything that is stored with the events because of them. */
export interface Reactions {
  readonly notifications: readonly Notification[]
  readonly jobs: readonly JobDraft[]
}

/** Notifications, alerts and subscriptions of some events of one order, which was as `before`. */
export function reactToEvents(
  before: Order | null,
  order: Order,
  events: readonly RecordedOrderEvent[],
  audience: Audience,
  newId: () => string,
): Reactions {
  // A payment that fails ends its order, and is told as what it is (F05).
  const failures = new Set(events.flatMap(({ event, version }) => (event.type === 'payment_failed' ? [version] : [])))
  const notifications = events
    .filter(({ event, version }) => event.type !== 'status_changed' || !failures.has(version))
    .flatMap((event) => notificationsOf(order, event, newId))
  const letters = notifications.flatMap((n) =>
    audience.channels.map((channel) =>
      draftJob({
        id: newId(),
        kind: 'send_notification',
        key: `notify:${channel}:${n.key}`,
        orderId: order.id,
        payload: { notificationId: n.id, channel },
      }),
    ),
  )
  const known = [...(before?.attention ?? []), ...openedBy(events)]
  const tellings = events.flatMap((event) => attentionTellings(known, event))
  const alerts = tellings.flatMap((telling) => alertJobs(telling, audience.alertChannels, newId))
  const calls = events.flatMap((event) => callJobs(order, event, audience, newId))
  return { notifications, jobs: [...letters, ...calls, ...alerts] }
}

function openedBy(events: readonly RecordedOrderEvent[]): Attention[] {
  return events.flatMap(({ event }) => (event.type === 'attention_opened' ? [event.attention] : []))
}

function attentionTellings(known: readonly Attention[], { orderId, at, event }: RecordedOrderEvent): AlertTelling[] {
  if (event.type === 'attention_opened') return [tellingOfAttention(orderId, event.attention, { state: 'firing', at })]
  if (event.type !== 'attention_resolved') return []
  const attention = known.findLast(({ code, subject }) => code === event.code && subject === event.subject)
  return attention ? [tellingOfAttention(orderId, attention, { state: 'resolved', at })] : []
}

function callJobs(order: Order, recorded: RecordedOrderEvent, audience: Audience, newId: () => string): JobDraft[] {
  const place = `${order.id}:${recorded.version}:${recorded.position}`
  const { version, position, event } = recorded
  const names = eventNames(recorded)
  const subscriptions = names
    .filter((name) => audience.subscriptions.includes(name))
    .map((name) =>
      draftJob({
        id: newId(),
        kind: 'run_subscription',
        key: `subscription:${name}:${place}`,
        orderId: order.id,
        payload: { name, version, position },
      }),
    )
  const deliveries = audience.webhooks
    .filter(({ events }) => !isQuiet(event) && names.some((name) => events.includes(name)))
    .map(({ url }) =>
      draftJob({
        id: newId(),
        kind: 'deliver_webhook',
        key: null,
        orderId: order.id,
        payload: { url, version, position },
      }),
    )
  return [...subscriptions, ...deliveries]
}

function notificationsOf(order: Order, recorded: RecordedOrderEvent, newId: () => string): Notification[] {
  const found = whatToTell(order, recorded)
  if (!found) return []
  const [type, key, shipmentId] = found
  return [
    {
      id: newId(),
      key: notificationKey(type, order.id, key),
      type,
      orderId: order.id,
      orderNumber: order.number,
      userId: order.userId,
      shipmentId,
      createdAt: recorded.at,
      readAt: null,
    },
  ]
}

type Telling = readonly [type: NotificationType, key: readonly (string | number)[], shipmentId: string | null]

function whatToTell(order: Order, { event }: RecordedOrderEvent): Telling | null {
  switch (event.type) {
    case 'status_changed':
      return statusTelling(order, event.to)
    case 'payment_failed':
      return ['payment_failed', [], null]
    case 'payment_refunded':
      return ['order_refunded', [event.amountRefunded], null]
    case 'shipment_updated': {
      const { id } = event.shipment
      return isFirstSent(event) ? ['order_shipped', [event.fulfillmentId, id], id] : null
    }
    case 'attention_opened': {
      const needed = actionNeeded(order, event.attention)
      return needed && ['action_needed', needed.key, needed.shipmentId]
    }
    default:
      return null
  }
}

function statusTelling(order: Order, to: Order['status']): Telling | null {
  if (to === 'paid') return ['order_confirmed', [], null]
  if (to === 'in_production') return ['order_in_production', [], null]
  if (to === 'delivered') return ['order_delivered', [], null]
  if (to === 'cancelled') return ['order_cancelled', [], null]
  // Parcels are told of one by one; a provider that names none leaves only the whole to tell of.
  const unnamed = to === 'shipped' && order.fulfillments.every((f) => f.shipments.length === 0)
  return unnamed ? ['order_shipped', [], null] : null
}
