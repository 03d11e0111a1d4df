import type { Clock } from '@quoin/core'
import type Stripe from 'stripe'
import type { LineItem, Price } from './line-item.ts'
import type { PayOptions } from './pay-options.ts'
import type { SessionParams } from './session-params.ts'
import type { SimulatedEvent } from './simulated-event.ts'
import type { LedgerBook } from './stripe-ledger.ts'

/** What a session was asked for with, and where its page is. */
interface SessionRequest {
  readonly params: SessionParams
  readonly origin: string
}

/** Everything that the simulated account holds. */
export interface StripeAccount {
  readonly livemode: boolean
  /** Exclusive tax, where a session has automatic tax. */
  readonly taxPercent: number
  /** How long after a payment by bank debit, or a refund, its end is known. */
  readonly settleAfterMs: number
  readonly sessions: Map<string, Stripe.Checkout.Session>
  /** By the session's id. */
  readonly lineItems: Map<string, readonly LineItem[]>
  /** By the session's id. */
  readonly sessionRequests: Map<string, SessionRequest>
  /** What was to be paid when the bank asked for the customer's consent, by the session's id. */
  readonly authentications: Map<string, PayOptions>
  readonly products: Map<string, Stripe.Product>
  readonly prices: Map<string, Price>
  readonly coupons: Map<string, Stripe.Coupon>
  readonly promotionCodes: Map<string, Stripe.PromotionCode>
  readonly shippingRates: Map<string, Stripe.ShippingRate>
  readonly paymentIntents: Map<string, Stripe.PaymentIntent>
  readonly paymentMethods: Map<string, Stripe.PaymentMethod>
  readonly charges: Map<string, Stripe.Charge>
  /** What becomes of refunds, by the charge's id, where the card decides it. */
  readonly refundFates: Map<string, 'refund_fails' | 'refund_pends'>
  readonly balanceTransactions: Map<string, Stripe.BalanceTransaction>
  readonly refunds: Map<string, Stripe.Refund>
  readonly disputes: Map<string, Stripe.Dispute>
  readonly fraudWarnings: Map<string, Stripe.Radar.EarlyFraudWarning>
  readonly reviews: Map<string, Stripe.Review>
  readonly events: Map<string, SimulatedEvent>
  readonly ledger: LedgerBook
  /** The call that what happens now comes from; it is told in its events. */
  cause: SimulatedEvent['request']
  /** Unix seconds. */
  now(): number
  /** The clock's instant in ISO 8601. */
  nowText(): string
  /** An id that the same seed repeats. */
  newId(prefix: string): string
  /** Records an event about an object as it is now, and sends it to the webhook endpoints. */
  emit(type: SimulatedEvent['type'], object: object, previousAttributes?: object): void
  /** Records another event, with an id of its own, about the same change, and sends it too. */
  repeat(event: SimulatedEvent): SimulatedEvent
  /** Does something when the clock has moved on by so much. */
  later(delayMs: number, act: () => void): void
  /** Does what has become due, in its order. */
  catchUp(): void
}

interface StripeAccountOptions {
  readonly livemode: boolean
  readonly taxPercent: number
  readonly settleAfterMs: number
  readonly clock: Clock
  readonly newId: (prefix: string) => string
  readonly onEvent: (event: SimulatedEvent) => void
  readonly ledger: LedgerBook
}

export const apiVersion = '2026-10-28.endive'
export const noCause: SimulatedEvent['request'] = { id: null, idempotency_key: null }

export function createStripeAccount({ clock, onEvent, ...options }: StripeAccountOptions): StripeAccount {
  const now = () => Math.floor(clock.now().getTime() / 1000)
  let planned: { readonly dueMs: number; readonly act: () => void }[] = []
  const account: StripeAccount = {
    ...options,
    sessions: new Map(),
    lineItems: new Map(),
    sessionRequests: new Map(),
    authentications: new Map(),
    products: new Map(),
    prices: new Map(),
    coupons: new Map(),
    promotionCodes: new Map(),
    shippingRates: new Map(),
    paymentIntents: new Map(),
    paymentMethods: new Map(),
    charges: new Map(),
    refundFates: new Map(),
    balanceTransactions: new Map(),
    refunds: new Map(),
    disputes: new Map(),
    fraudWarnings: new Map(),
    reviews: new Map(),
    events: new Map(),
    cause: noCause,
    now,
    nowText: () => clock.now().toISOString(),
    emit(type, object, previousAttributes) {
      const event: SimulatedEvent = {
        id: account.newId('evt'),
        object: 'event',
        api_version: apiVersion,
        created: now(),
        data: {
          object: structuredClone(object),
          ...(previousAttributes === undefined ? {} : { previous_attributes: previousAttributes }),
        },
        livemode: options.livemode,
        pending_webhooks: 0,
        request: account.cause,
        type,
      }
      account.events.set(event.id, event)
      onEvent(event)
    },
    repeat(event) {
      const twin = { ...structuredClone(event), id: account.newId('evt'), created: now(), pending_webhooks: 0 }
      account.events.set(twin.id, twin)
      onEvent(twin)
      return twin
    },
    later(delayMs, act) {
      planned.push({ dueMs: clock.now().getTime() + delayMs, act })
    },
    catchUp() {
      const nowMs = clock.now().getTime()
      const due = planned.filter(({ dueMs }) => dueMs <= nowMs).toSorted((a, b) => a.dueMs - b.dueMs)
      planned = planned.filter(({ dueMs }) => dueMs > nowMs)
      for (const { act } of due) act()
    },
  }
  return account
}
