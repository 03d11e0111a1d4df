import {
  type Decision,
  type Dispute,
  type FulfillmentSnapshot,
  type FulfillmentTarget,
  foldEvents,
  money,
  type Order,
  type OrderCommand,
  type OrderEffect,
  type OrderEvent,
  type OrderRejectionCode,
  type PaymentFacts,
  type PriceTerms,
  type ShipmentSnapshot,
  type ShippingAddress,
} from '@quoin/core'

import { decideOrder } from '@quoin/core/order'
import { printBasis } from '../src/order/decide-submission.ts'

/** One order led through commands, with a clock that moves a minute at each and ids that count. */
export interface OrderScenario {
  readonly order: Order
  readonly history: readonly OrderEvent[]
  /** Events and effects of the last command. */
  readonly last: { readonly events: readonly string[]; readonly effects: readonly OrderEffect[] }
  /** Why the last command was refused; null when it was not. */
  readonly refused: OrderRejectionCode | null
  /** The field that the refusal is about; null when there was none. */
  readonly fault: string | null
  when(command: OrderCommand): OrderScenario
}

export const target = { provider: 'prodigi', livemode: false } as const

export function newOrder(
  overrides: {
    readonly price?: number
    readonly currency?: string
    readonly terms?: PriceTerms
    readonly shippingAddress?: ShippingAddress
  } = {},
): OrderScenario {
  const currency = overrides.currency ?? 'USD'
  const unitPrice = money(overrides.price ?? 4_900, currency)
  const item = {
    id: 'item-1',
    productId: 'sunrise',
    name: 'Sunrise',
    sku: 'GLOBAL-FAP-16X24',
    quantity: 2,
    unitPrice,
    attributes: {},
    sizing: 'fill',
    assets: [{ printArea: 'default', url: 'https://shop.example/sunrise.jpg', md5Hash: null }],
  } as const
  const scenario = scenarioOf(null, [], 0)
  return scenario.when({
    type: 'create_order',
    abandonAfterMs: 1_000,
    draft: {
      orderId: 'order-1',
      number: '23456-789AB',
      userId: null,
      email: null,
      currency,
      intent: null,
      terms: overrides.terms ?? { discounts: false, taxes: false },
      items: [item],
      shippingOptions: [
        { method: 'Standard', displayName: 'Standard', price: money(900, currency), cost: null },
        { method: 'Express', displayName: 'Express', price: money(2_400, currency), cost: null },
      ],
      ...(overrides.shippingAddress && { shippingAddress: overrides.shippingAddress }),
      paymentProvider: 'stripe',
      metadata: {},
    },
  })
}

export function checkedOut(overrides: Parameters<typeof newOrder>[0] = {}): OrderScenario {
  const checkout = {
    checkoutId: 'cs_1',
    url: 'https://pay.example/cs_1',
    expiresAt: new Date('2026-01-02T00:00:00Z'),
    livemode: false,
  }
  return newOrder(overrides).when({ type: 'start_checkout', checkout })
}

export const address = {
  name: 'Ada Test',
  line1: '1 Main Street',
  line2: null,
  city: 'Hollywood',
  state: 'CA',
  postalCode: '90210',
  country: 'US',
  phone: null,
} as const

/** What Stripe says of a card payment of the order of {@link newOrder} with Standard shipping. */
function paidFacts(overrides: Partial<PaymentFacts> = {}): PaymentFacts {
  return {
    checkoutId: 'cs_1',
    paymentId: 'pi_1',
    orderId: 'order-1',
    livemode: false,
    state: 'complete',
    money: 'captured',
    total: money(10_700, 'USD'),
    subtotal: money(9_800, 'USD'),
    shipping: money(900, 'USD'),
    discount: money(0, 'USD'),
    tax: money(0, 'USD'),
    presented: null,
    amountRefunded: 0,
    dispute: null,
    underReview: false,
    fraudWarning: null,
    shippingMethod: 'Standard',
    shippingAddress: address,
    email: 'ada@example.com',
    ...overrides,
  }
}

export const openDispute = {
  id: 'du_1',
  status: 'open',
  reason: 'product_not_received',
  amount: 10_700,
  dueAt: null,
} as const satisfies Dispute

let asked = 0

/** Each is asked for a minute after the one before. */
export function pay(
  overrides: Partial<PaymentFacts> = {},
  readAt?: Date,
  fulfillment: FulfillmentTarget = target,
): Extract<OrderCommand, { type: 'record_payment' }> {
  asked += 1
  const facts = paidFacts(overrides)
  const at = readAt ?? new Date(Date.UTC(2026, 0, 1, 1, asked))
  return { type: 'record_payment', facts, fulfillment, readAt: at }
}

/** Gives back what is owed, as a worker does. */
export function giveBack(scenario: OrderScenario, readAt?: Date): OrderScenario {
  const started = scenario.when({ type: 'start_refund' })
  const { attempt } = started.order.refundBalance
  if (!attempt) throw new Error('Nothing is owed.')
  const { number, from, amount } = attempt
  return started.when({ type: 'record_refund', number, reading: pay({ amountRefunded: from + amount }, readAt) })
}

export function paid(): OrderScenario {
  return checkedOut().when(pay())
}

export function fulfillmentIdOf(scenario: OrderScenario, generation = 1): string {
  const found = scenario.order.fulfillments.find((f) => f.generation === generation)
  if (!found) throw new Error(`The order has no print of generation ${generation}.`)
  return found.id
}

export function startedSubmission(): OrderScenario {
  return start(paid())
}

export function start(scenario: OrderScenario, generation = 1): OrderScenario {
  const fulfillmentId = fulfillmentIdOf(scenario, generation)
  return scenario.when({
    type: 'start_submission',
    fulfillmentId,
    request: '{"a":1}',
    basis: basisOf(scenario, fulfillmentId),
    requestHash: 'hash',
    quotedCost: null,
    livemode: false,
  })
}

/** What a submission that is prepared now is made from. */
export function basisOf({ order }: OrderScenario, fulfillmentId: string): string {
  const print = order.fulfillments.find((f) => f.id === fulfillmentId)
  return print ? printBasis(order, print) : ''
}

export function snapshot(overrides: Partial<FulfillmentSnapshot> = {}): FulfillmentSnapshot {
  return { providerOrderId: 'ord_1', status: 'submitted', charges: [], issues: [], shipments: [], ...overrides }
}

export function parcel(overrides: Partial<ShipmentSnapshot> = {}): ShipmentSnapshot {
  return {
    id: 'shp_1',
    status: 'processing',
    carrier: null,
    service: null,
    trackingNumber: null,
    trackingUrl: null,
    itemIds: [],
    shippedAt: null,
    deliveredAt: null,
    ...overrides,
  }
}

export function submitted(overrides: Partial<FulfillmentSnapshot> = {}): OrderScenario {
  const scenario = startedSubmission()
  return scenario.when({
    type: 'record_submission',
    fulfillmentId: fulfillmentIdOf(scenario),
    result: { snapshot: snapshot(overrides), alreadyExisted: false, mismatches: [] },
    readAt: new Date('2026-01-01T01:00:00Z'),
  })
}

export function told(
  scenario: OrderScenario,
  overrides: Partial<FulfillmentSnapshot> | null,
  readAt = '2026-01-01T02:00:00Z',
): OrderScenario {
  return scenario.when({
    type: 'record_fulfillment',
    fulfillmentId: fulfillmentIdOf(scenario),
    snapshot: overrides && snapshot(overrides),
    readAt: new Date(readAt),
  })
}

function scenarioOf(
  order: Order | null,
  history: readonly OrderEvent[],
  steps: number,
  decision?: Decision,
): OrderScenario {
  const now = new Date(Date.UTC(2026, 0, 1, 0, steps))
  return {
    get order() {
      if (!order) throw new Error('There is no order yet.')
      return order
    },
    history,
    last: {
      events: decision?.accepted ? decision.events.map((event) => event.type) : [],
      effects: decision?.accepted ? decision.effects : [],
    },
    refused: decision && !decision.accepted ? decision.rejection.code : null,
    fault: decision && !decision.accepted ? decision.rejection.path : null,
    when(command) {
      let ids = 0
      const newId = (): string => {
        ids += 1
        return `id-${steps}-${ids}`
      }
      const next = decideOrder(order, command, { now, newId })
      if (!next.accepted || next.events.length === 0) return scenarioOf(order, history, steps + 1, next)
      return scenarioOf(foldEvents(order, next.events, now), [...history, ...next.events], steps + 1, next)
    },
  }
}
