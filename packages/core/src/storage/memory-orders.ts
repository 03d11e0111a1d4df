import { summarizeOrders } from '../analytics/summarize-orders.ts'
import type { Order } from '../order/order.ts'
import type { RecordedOrderEvent } from '../order/order-events.ts'
import { orderSearchTerms, searchPrefix } from '../order/order-search.ts'
import type { OrderKey, OrderNames, OrderQuery, OrderStore } from '../order/order-store.ts'
import type { Position } from './position.ts'

/** The part of a memory storage that keeps orders and their history. */
interface MemoryOrders {
  readonly port: Omit<OrderStore, 'rewriteHistory'>
  rewrite(orderId: string, events: readonly RecordedOrderEvent[]): void
  /** Whether `next` may be stored: its predecessor stands there, or nothing has its id or number. */
  accepts(next: Order, expectedVersion: number): boolean
  has(orderId: string): boolean
  /** Whether an event's id or its place in the history is taken. */
  hasTaken(events: readonly RecordedOrderEvent[]): boolean
  save(order: Order): void
  append(events: readonly RecordedOrderEvent[]): void
}

export function createMemoryOrders(): MemoryOrders {
  const orders = new Map<string, Order>()
  const histories = new Map<string, readonly RecordedOrderEvent[]>()
  const taken = new Set<string>()
  const claimsOf = ({ id, orderId, version, position }: RecordedOrderEvent): readonly string[] => [
    id,
    `${orderId} ${version} ${position}`,
  ]

  return {
    accepts(next, expectedVersion) {
      if (expectedVersion > 0) return orders.get(next.id)?.version === expectedVersion
      return ![...orders.values()].some((order) => order.id === next.id || order.number === next.number)
    },
    has: (orderId) => orders.has(orderId),
    hasTaken(events) {
      const claims = events.flatMap(claimsOf)
      return new Set(claims).size < claims.length || claims.some((claim) => taken.has(claim))
    },
    save(order) {
      orders.set(order.id, order)
    },
    append(events) {
      for (const event of events) {
        histories.set(event.orderId, [...(histories.get(event.orderId) ?? []), event])
        for (const claim of claimsOf(event)) taken.add(claim)
      }
    },
    rewrite(orderId, events) {
      const words = new Map(events.map((event) => [event.id, event]))
      const history = histories.get(orderId) ?? []
      const reworded = history.map((past) => {
        const { actor, event } = words.get(past.id) ?? past
        return { ...past, actor, event }
      })
      histories.set(orderId, reworded)
    },
    port: {
      async findOrder(key) {
        const found = [...orders.values()].filter((order) => hasKey(order, key))
        return found.toSorted((a, b) => comparePositions(createdPlace(b), createdPlace(a)))[0] ?? null
      },
      async listOrders(query) {
        const sort = query.sort ?? '-createdAt'
        const direction = sort.startsWith('-') ? -1 : 1
        const place = (order: Order): Position => ({
          at: sort.endsWith('createdAt') ? order.createdAt : order.updatedAt,
          id: order.id,
        })
        return [...orders.values()]
          .filter((order) => matches(order, query))
          .filter((order) => !query.after || direction * comparePositions(place(order), query.after) > 0)
          .sort((a, b) => direction * comparePositions(place(a), place(b)))
          .slice(0, query.limit)
      },
      async overdueOrders(stages, limit) {
        return stages.flatMap(({ stage, before }) =>
          [...orders.values()]
            .filter((order) => order.status === stage && order.statusChangedAt < before && order.archivedAt === null)
            .map(({ id, number, statusChangedAt: since }) => ({ id, number, stage, since }))
            .sort((a, b) => comparePositions({ at: a.since, id: a.id }, { at: b.since, id: b.id }))
            .slice(0, limit),
        )
      },
      async summarizeOrders(query) {
        const hadAttention = ({ id }: Order) =>
          (histories.get(id) ?? []).some(({ event }) => event.type === 'attention_opened')
        return summarizeOrders([...orders.values()], hadAttention, query)
      },
      async loadHistory(orderId) {
        const history = histories.get(orderId) ?? []
        return history.toSorted((a, b) => a.version - b.version || a.position - b.position)
      },
    },
  }
}

function createdPlace({ createdAt: at, id }: Order): Position {
  return { at, id }
}

/** Earlier first; the id decides between equal times. */
export function comparePositions(a: Position, b: Position): number {
  return a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : Number(a.id > b.id))
}

function hasKey(order: Order, key: OrderKey): boolean {
  if ('id' in key) return order.id === key.id
  if ('number' in key) return order.number === key.number
  if ('checkoutId' in key) return order.payment.checkoutId === key.checkoutId
  if ('paymentId' in key) return order.payment.paymentId === key.paymentId
  if ('providerOrderId' in key) return order.fulfillments.some((f) => f.providerOrderId === key.providerOrderId)
  if ('trackerId' in key) return order.fulfillments.some((f) => f.shipments.some((s) => s.trackerId === key.trackerId))
  return order.fulfillments.some((fulfillment) => fulfillment.id === key.fulfillmentId)
}

function hasName(
  { id, number, payment, fulfillments }: Order,
  { ids = [], numbers = [], checkoutIds = [], providerOrderIds = [] }: OrderNames,
): boolean {
  return (
    ids.includes(id) ||
    numbers.includes(number) ||
    (payment.checkoutId !== null && checkoutIds.includes(payment.checkoutId)) ||
    fulfillments.some((f) => f.providerOrderId !== null && providerOrderIds.includes(f.providerOrderId))
  )
}

function matches(order: Order, query: OrderQuery): boolean {
  const { status, paymentStatus, attention, archived, userId, names, createdFrom, createdBefore, q } = query
  return (
    (status === undefined || status.includes(order.status)) &&
    (paymentStatus === undefined || paymentStatus.includes(order.paymentStatus)) &&
    (attention === undefined || matchesAttention(order, attention)) &&
    (archived === undefined || (order.archivedAt !== null) === archived) &&
    (userId === undefined || order.userId === userId) &&
    (names === undefined || hasName(order, names)) &&
    (createdFrom === undefined || order.createdAt >= createdFrom) &&
    (createdBefore === undefined || order.createdAt < createdBefore) &&
    (q === undefined || matchesText(order, q))
  )
}

function matchesText(order: Order, q: string): boolean {
  const prefix = searchPrefix(q)
  return prefix !== null && orderSearchTerms(order).some((term) => term.startsWith(prefix))
}

function matchesAttention(order: Order, wanted: NonNullable<OrderQuery['attention']>): boolean {
  if (typeof wanted === 'boolean') return order.attention.length > 0 === wanted
  return order.attention.some((reason) => reason.code === wanted)
}
