import type Stripe from 'stripe'
import { expireSession } from './checkout-session.ts'
import { type DisputeInput, openDispute } from './dispute.ts'
import { declinePayment, type PayOptions, paySession, settleDelayed } from './payment.ts'
import { createRefund } from './refund.ts'
import type { StripeAccount, StripeLedger } from './stripe-account.ts'
import { noSuch } from './stripe-api-error.ts'
import type { WebhookAttempt, WebhookChanges, WebhookOutbox, WebhookSettings } from './webhook-outbox.ts'

/** What a customer, a bank or the shop's owner does at Stripe. Each sends its webhooks; all throw {@link StripeApiError}. */
export interface StripeControls {
  /** The customer pays on the session's page. */
  pay(sessionId: string, options?: PayOptions): Stripe.Checkout.Session
  /** The customer tries a card that is declined. */
  decline(sessionId: string): Stripe.Checkout.Session
  /** A delayed payment arrives or fails. */
  settleDelayed(sessionId: string, outcome: 'succeeded' | 'failed'): Stripe.Checkout.Session
  /** The session closes before its time. */
  expire(sessionId: string): Stripe.Checkout.Session
  /** Someone gives money back in the dashboard. @param amount minor units. @default all that is left */
  refund(paymentIntentId: string, amount?: number): Stripe.Refund
  /** The customer's bank opens a dispute. */
  dispute(paymentIntentId: string, input?: DisputeInput): Stripe.Dispute
  /** Changes how events are sent from now on. */
  configureWebhooks(changes: WebhookChanges): WebhookSettings
  /** Sends an event once more, even one that was acknowledged. */
  resend(eventId: string): Promise<void>
  /** Tries the deliveries that are due by the clock; `all`: those that wait for their next try too. Resolves with the number of tries. */
  deliverPending(options?: { readonly all?: boolean }): Promise<number>
  /** Resolves when no delivery is under way. Failed ones that wait for their next try do not count. */
  idle(): Promise<void>
  /** Every try to deliver, oldest first. */
  deliveries(): readonly WebhookAttempt[]
  /** A copy of the money that moved. */
  ledger(): StripeLedger
}

/** @param catchUp does what the clock has made due; called before everything else. */
export function stripeControls(account: StripeAccount, outbox: WebhookOutbox, catchUp: () => void): StripeControls {
  /** Callers get copies: the account changes only by its own rules. */
  const acting =
    <Args extends readonly unknown[], Result>(act: (account: StripeAccount, ...args: Args) => Result) =>
    (...args: Args): Result => {
      catchUp()
      return structuredClone(act(account, ...args))
    }
  return {
    pay: acting(paySession),
    decline: acting(declinePayment),
    settleDelayed: acting(settleDelayed),
    expire: acting(expireSession),
    refund: acting((_, paymentIntentId: string, amount?: number) => createRefund(account, { paymentIntentId, amount })),
    dispute: acting(openDispute),
    configureWebhooks: outbox.configure,
    async resend(eventId) {
      const event = account.events.get(eventId)
      if (event === undefined) throw noSuch('event', eventId)
      outbox.send(event)
      await outbox.idle()
    },
    async deliverPending(options) {
      catchUp()
      return await outbox.deliverPending(options)
    },
    idle: outbox.idle,
    deliveries: outbox.attempts,
    ledger: () => structuredClone(account.ledger),
  }
}
