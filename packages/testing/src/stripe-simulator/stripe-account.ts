import type { Clock, Random } from '@quoin/core'
import type Stripe from 'stripe'
import type { LineItem } from './line-item.ts'
import type { SimulatedEvent } from './simulated-event.ts'

/** Money that moved. Entries are only ever added. */
export interface StripeLedger {
  readonly charges: readonly LedgerCharge[]
  readonly refunds: readonly LedgerRefund[]
}

/** A captured charge. */
export interface LedgerCharge {
  readonly chargeId: string
  readonly paymentIntentId: string
  readonly sessionId: string
  /** The session's `client_reference_id`. */
  readonly clientReferenceId: string | null
  /** Minor units. */
  readonly amount: number
  /** Lower case, as Stripe has it. */
  readonly currency: string
  readonly at: string
}

/** Money given back, by whoever asked for it. */
export interface LedgerRefund {
  readonly refundId: string
  readonly chargeId: string
  readonly paymentIntentId: string
  readonly amount: number
  readonly currency: string
  readonly at: string
}

/** Everything that the simulated account holds. */
export interface StripeAccount {
  readonly livemode: boolean
  readonly sessions: Map<string, Stripe.Checkout.Session>
  /** By the session's id. */
  readonly lineItems: Map<string, readonly LineItem[]>
  /** The metadata for the payment of a session that has none yet, by the session's id. */
  readonly paymentMetadata: Map<string, Stripe.Metadata>
  readonly shippingRates: Map<string, Stripe.ShippingRate>
  readonly paymentIntents: Map<string, Stripe.PaymentIntent>
  readonly charges: Map<string, Stripe.Charge>
  readonly refunds: Map<string, Stripe.Refund>
  readonly disputes: Map<string, Stripe.Dispute>
  readonly events: Map<string, SimulatedEvent>
  readonly ledger: { readonly charges: LedgerCharge[]; readonly refunds: LedgerRefund[] }
  /** Unix seconds. */
  now(): number
  /** The clock's instant in ISO 8601. */
  nowText(): string
  /** An id that the same seed repeats. */
  newId(prefix: string): string
  /** Records an event about an object as it is now, and sends it to the webhook endpoint. */
  emit(type: SimulatedEvent['type'], object: object, previousAttributes?: object): void
}

export interface StripeAccountOptions {
  readonly livemode: boolean
  readonly clock: Clock
  readonly random: Random
  readonly onEvent: (event: SimulatedEvent) => void
}

const apiVersion = '2026-10-28.endive'
const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

export function createStripeAccount({ livemode, clock, random, onEvent }: StripeAccountOptions): StripeAccount {
  const now = () => Math.floor(clock.now().getTime() / 1000)
  const newId = (prefix: string) =>
    `${prefix}_${Array.from(random.bytes(24), (byte) => letters[byte % letters.length]).join('')}`
  const account: StripeAccount = {
    livemode,
    sessions: new Map(),
    lineItems: new Map(),
    paymentMetadata: new Map(),
    shippingRates: new Map(),
    paymentIntents: new Map(),
    charges: new Map(),
    refunds: new Map(),
    disputes: new Map(),
    events: new Map(),
    ledger: { charges: [], refunds: [] },
    now,
    nowText: () => clock.now().toISOString(),
    newId,
    emit(type, object, previousAttributes) {
      const event: SimulatedEvent = {
        id: newId('evt'),
        object: 'event',
        api_version: apiVersion,
        created: now(),
        data: {
          object: structuredClone(object),
          ...(previousAttributes === undefined ? {} : { previous_attributes: previousAttributes }),
        },
        livemode,
        pending_webhooks: 0,
        request: { id: null, idempotency_key: null },
        type,
      }
      account.events.set(event.id, event)
      onEvent(event)
    },
  }
  return account
}
