import type { OrderSummary, SummaryQuery } from '../analytics/order-summary.ts'
import type { Position } from '../storage/position.ts'
import type { AttentionCode } from './attention.ts'
import type { Order } from './order.ts'
import type { RecordedOrderEvent } from './order-events.ts'
import type { OrderStage } from './order-stage.ts'
import type { OrderStatus, PaymentStatus } from './order-status.ts'

/** One of the ways to name an order. */
export type OrderKey =
  | { readonly id: string }
  | { readonly number: string }
  | { readonly checkoutId: string }
  | { readonly paymentId: string }
  | { readonly fulfillmentId: string }
  | { readonly providerOrderId: string }
  | { readonly trackerId: string }

/** By what orders are listed; a minus puts the newest first. */
export const orderSorts = ['createdAt', '-createdAt', 'updatedAt', '-updatedAt'] as const
/** A minus means newest first. */
export type OrderSort = (typeof orderSorts)[number]

/** Names of orders, of any kind. */
export interface OrderNames {
  readonly ids?: readonly string[]
  readonly numbers?: readonly string[]
  readonly checkoutIds?: readonly string[]
  readonly providerOrderIds?: readonly string[]
}

/** All given conditions hold for every order of the answer. */
export interface OrderQuery {
  readonly status?: readonly OrderStatus[]
  readonly paymentStatus?: readonly PaymentStatus[]
  /** `true`: some reason is open. A code: that reason is open. */
  readonly attention?: boolean | AttentionCode
  /** `true`: only what is in the archive; `false`: only what is not. @default both */
  readonly archived?: boolean
  readonly userId?: string
  /** It has one of these names. */
  readonly names?: OrderNames
  /** Created at or after. */
  readonly createdFrom?: Date
  /** Created before. */
  readonly createdBefore?: Date
  /**
   * The beginning of a number, an e-mail address or a name, of a word in one of them, or of a provider's id; any case.
   * See {@link orderSearchTerms}.
   */
  readonly q?: string
  /** @default '-createdAt' */
  readonly sort?: OrderSort
  readonly limit: number
  /** Continues behind this place of the same sort. */
  readonly after?: Position
}

/** Since when orders of a stage are overdue: those that came into it before. */
export interface StageBound {
  readonly stage: OrderStage
  readonly before: Date
}

/** An order that has been in its stage for too long. */
export interface OverdueOrder {
  readonly id: string
  readonly number: string
  readonly stage: OrderStage
  readonly since: Date
}

/** Orders and their history, for reading. They are changed by {@link Storage.commit}, but for {@link OrderStore.rewriteHistory}. */
export interface OrderStore {
  /** The newest when a provider's name is that of several; ids of ours are in lower case. */
  findOrder(key: OrderKey): Promise<Order | null>
  listOrders(query: OrderQuery): Promise<readonly Order[]>
  /** Without those in the archive. In the order of the stages asked for, each at most once; of each at most `limit`, those that wait longest first. */
  overdueOrders(stages: readonly StageBound[], limit: number): Promise<readonly OverdueOrder[]>
  /**
   * Figures of the orders that were paid in a span of time, as {@link orderFigures} counts each. By SKU an order belongs to each
   * that it has, and its money is shared among them by the prices of its lines, to the last minor unit.
   */
  summarizeOrders(query: SummaryQuery): Promise<OrderSummary>
  /** Oldest first. */
  loadHistory(orderId: string): Promise<readonly RecordedOrderEvent[]>
  /**
   * Replaces the actor and the content of events of an order, by their ids, and takes the customer from the order's notifications.
   * The one way to change what is past: for what must be forgotten.
   */
  rewriteHistory(orderId: string, events: readonly RecordedOrderEvent[]): Promise<void>
}
