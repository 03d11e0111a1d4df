import { type EventFacts, factsOfEvent } from '../order/event-facts.ts'
import { eventNames } from '../order/event-names.ts'
import { evolveOrder } from '../order/evolve-order.ts'
import type { Order } from '../order/order.ts'
import type { OrderEventType, RecordedOrderEvent } from '../order/order-events.ts'
import type { OrderStatus, PaymentStatus } from '../order/order-status.ts'
import type { QuoinEventName } from '../quoin-events.ts'

/**
 * The body of a webhook about an order. It names what happened and to which order, and holds no personal data: who needs more
 * reads the order by its id. However often it is sent, it stays the same.
 */
export interface OrderWebhook {
  /** The most telling name of the event; `order.changed` when it has no other. */
  readonly type: QuoinEventName
  /** ISO 8601: when it happened. */
  readonly timestamp: string
  readonly data: {
    /** As it was after the event. */
    readonly order: {
      readonly id: string
      readonly number: string
      readonly status: OrderStatus
      readonly paymentStatus: PaymentStatus
      /** Counts its changes. A webhook with a lower one than was seen is late. */
      readonly version: number
    }
    readonly event: {
      /** The `webhook-id`, too. */
      readonly id: string
      readonly type: OrderEventType
      /** `system`, a provider, `customer`, `guest` or `admin`. */
      readonly actor: string
    } & EventFacts
  }
}

/**
 * @param history of the order, from its beginning.
 * @param recorded one of it.
 */
export function orderWebhook(
  history: readonly RecordedOrderEvent[],
  recorded: RecordedOrderEvent,
): OrderWebhook | null {
  const order = history.filter(({ version }) => version <= recorded.version).reduce<Order | null>(evolveOrder, null)
  if (!order) return null
  const { id, number, status, paymentStatus, version, currency } = order
  const { event, actor, at } = recorded
  return {
    type: eventNames(recorded).at(-1) ?? 'order.changed',
    timestamp: at.toISOString(),
    data: {
      order: { id, number, status, paymentStatus, version },
      event: {
        id: recorded.id,
        type: event.type,
        actor: actor.replace(/:.*$/s, ''),
        ...factsOfEvent(event, currency),
      },
    },
  }
}
