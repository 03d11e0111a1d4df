import type Stripe from 'stripe'
import { cancelPayment, capturePayment } from './capture.ts'
import { closeReview } from './close-review.ts'
import { closeDispute, type DisputeInput, type DisputeOutcome, openDispute, updateDispute } from './dispute.ts'
import { expireSession } from './expire-session.ts'
import { warnOfFraud } from './fraud-warning.ts'
import type { PayOptions } from './pay-options.ts'
import { authenticatePayment, declinePayment, paySession } from './payment.ts'
import { createRefund, failRefund, type RefundInput, settleRefund } from './refund.ts'
import { openReview, type ReviewClosedReason } from './review.ts'
import { settleDelayed } from './settle-delayed.ts'
import type { StripeAccount } from './stripe-account.ts'
import { noSuch } from './stripe-api-error.ts'
import type { StripeFaults } from './stripe-faults.ts'
import type { LedgerRequest, StripeLedger } from './stripe-ledger.ts'
import type { WebhookTarget } from './webhook-endpoint.ts'
import type { WebhookEndpoints } from './webhook-endpoints.ts'
import type { WebhookAttempt, WebhookOutbox } from './webhook-outbox.ts'
import type { WebhookChanges, WebhookSettings } from './webhook-settings.ts'

/** What a customer, a bank or the shop's owner does at Stripe. Each sends its webhooks; all throw {@link StripeApiError}. */
export interface StripeControls {
  /** The customer pays on the session's page. */
  pay(sessionId: string, options?: PayOptions): Stripe.Checkout.Session
  /** The customer tries a card that is declined. */
  decline(sessionId: string): Stripe.Checkout.Session
  /** The customer consents to the payment at the bank (3-D Secure), or fails to. */
  authenticate(sessionId: string, outcome: 'succeeded' | 'failed'): Stripe.Checkout.Session
  /** A delayed payment arrives or fails. */
  settleDelayed(sessionId: string, outcome: 'succeeded' | 'failed'): Stripe.Checkout.Session
  /** The session closes before its time. */
  expire(sessionId: string): Stripe.Checkout.Session
  /** Someone captures an authorised payment in the dashboard. @param amount minor units. @default all of it */
  capture(paymentIntentId: string, amount?: number): Stripe.PaymentIntent
  /** Someone lets go of an authorised payment in the dashboard. */
  cancel(paymentIntentId: string): Stripe.PaymentIntent
  /** Someone gives money back in the dashboard. @param amount minor units. @default all that is left */
  refund(
    paymentIntentId: string,
    amount?: number,
    options?: Pick<RefundInput, 'reason' | 'metadata' | 'pending'>,
  ): Stripe.Refund
  /** A pending refund arrives. */
  settleRefund(refundId: string): Stripe.Refund
  /** A refund can't reach the customer, and its money comes back. @param reason @default 'expired_or_canceled_card' */
  failRefund(refundId: string, reason?: string): Stripe.Refund
  /** The customer's bank opens a dispute, or an inquiry. */
  dispute(paymentIntentId: string, input?: DisputeInput): Stripe.Dispute
  /** A dispute moves on, such as to `under_review`. An inquiry that comes to `needs_response` takes the money. */
  updateDispute(disputeId: string, status: Stripe.Dispute['status']): Stripe.Dispute
  /** A dispute ends: `won` or `lost`, an inquiry by `warning_closed`. */
  closeDispute(disputeId: string, outcome: DisputeOutcome): Stripe.Dispute
  /** The card network suspects a fraud. @param fraudType @default 'made_with_stolen_card' */
  fraudWarning(paymentIntentId: string, fraudType?: string): Stripe.Radar.EarlyFraudWarning
  /** The payment is put under review. @param reason @default 'rule' */
  openReview(paymentIntentId: string, reason?: 'rule' | 'manual'): Stripe.Review
  /** Someone decides about a review. `refunded` and `refunded_as_fraud` give the money back. @param closedReason @default 'approved' */
  closeReview(reviewId: string, closedReason?: ReviewClosedReason): Stripe.Review
  /** Adds an endpoint that events go to. Returns its id, `we_…`. */
  addWebhook(target: WebhookTarget): string
  /** Gives an endpoint a new secret, which is returned. @param oldOnesForMs how long the old ones sign too. @default a day */
  rollWebhookSecret(endpointId: string, oldOnesForMs?: number): string
  /** Changes how events are sent from now on. */
  configureWebhooks(changes: WebhookChanges): WebhookSettings
  /** Sends an event once more, even one that was acknowledged. */
  resend(eventId: string): Promise<void>
  /** Makes a second event, with an id of its own, of the same change, as Stripe may. Returns its id. */
  repeatEvent(eventId: string): string
  /** Tries the deliveries that are due by the clock; `all`: those that wait for their next try too. Resolves with the number of tries. */
  deliverPending(options?: { readonly all?: boolean }): Promise<number>
  /** Resolves when no delivery is under way. Failed ones that wait for their next try do not count. */
  idle(): Promise<void>
  /** Every try to deliver, oldest first. */
  deliveries(): readonly WebhookAttempt[]
  /** A copy of the money that moved. */
  ledger(): StripeLedger
  /** Every call of the API, oldest first. */
  requests(): readonly LedgerRequest[]
  readonly faults: StripeFaults
}

interface ControlParts {
  readonly outbox: WebhookOutbox
  readonly endpoints: WebhookEndpoints
  readonly faults: StripeFaults
  readonly requests: readonly LedgerRequest[]
  /** Does what the clock has made due; called before everything else. */
  readonly catchUp: () => void
}

const aDayMs = 24 * 60 * 60 * 1000

export function stripeControls(account: StripeAccount, parts: ControlParts): StripeControls {
  const { outbox, endpoints, faults, requests, catchUp } = parts
  /** Callers get copies: the account changes only by its own rules. */
  const acting =
    <Args extends readonly unknown[], Result>(act: (account: StripeAccount, ...args: Args) => Result) =>
    (...args: Args): Result => {
      catchUp()
      return structuredClone(act(account, ...args))
    }
  const findEvent = (eventId: string) => {
    const event = account.events.get(eventId)
    if (event === undefined) throw noSuch('event', eventId)
    return event
  }
  return {
    pay: acting(paySession),
    decline: acting((_, sessionId: string) => declinePayment(account, sessionId)),
    authenticate: acting(authenticatePayment),
    settleDelayed: acting(settleDelayed),
    expire: acting(expireSession),
    capture: acting(capturePayment),
    cancel: acting((_, paymentIntentId: string) => cancelPayment(account, paymentIntentId)),
    refund: acting((_, paymentIntentId: string, amount?: number, options = {}) =>
      createRefund(account, { ...options, paymentIntentId, amount }),
    ),
    settleRefund: acting(settleRefund),
    failRefund: acting(failRefund),
    dispute: acting(openDispute),
    updateDispute: acting(updateDispute),
    closeDispute: acting(closeDispute),
    fraudWarning: acting(warnOfFraud),
    openReview: acting(openReview),
    closeReview: acting(closeReview),
    addWebhook: (target) => endpoints.add(target).object.id,
    rollWebhookSecret: (endpointId, oldOnesForMs = aDayMs) => endpoints.roll(endpointId, oldOnesForMs),
    configureWebhooks: outbox.configure,
    repeatEvent: (eventId) => account.repeat(findEvent(eventId)).id,
    async resend(eventId) {
      outbox.send(findEvent(eventId))
      await outbox.idle()
    },
    async deliverPending(options) {
      catchUp()
      return await outbox.deliverPending(options)
    },
    idle: outbox.idle,
    deliveries: outbox.attempts,
    ledger: () => account.ledger.read(),
    requests: () => [...requests],
    faults,
  }
}
