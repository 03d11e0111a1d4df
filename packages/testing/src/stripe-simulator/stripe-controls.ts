import type Stripe from 'stripe'
import { expireSession } from './checkout-session.ts'
import { type DisputeInput, openDispute } from './dispute.ts'
import { declinePayment, type PayOptions, paySession, settleDelayed } from './payment.ts'
import { createRefund } from './refund.ts'
import type { StripeAccount, StripeLedger } from './stripe-account.ts'
import { noSuch } from './stripe-api-error.ts'
import type { WebhookAttempt, WebhookOutbox, WebhookSettings } from './webhook-outbox.ts'

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
  configureWebhooks(
    settings: {
      readonly [Name in keyof WebhookSettings]?: WebhookSettings[Name] | undefined
    },
  ): WebhookSettings
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

export function stripeControls(account: StripeAccount, outbox: WebhookOutbox): StripeControls {
  return {
    pay: (id, options) => structuredClone(paySession(account, id, options)),
    decline: (id) => structuredClone(declinePayment(account, id)),
    settleDelayed: (id, outcome) => structuredClone(settleDelayed(account, id, outcome)),
    expire: (id) => structuredClone(expireSession(account, id)),
    refund: (paymentIntentId, amount) => structuredClone(createRefund(account, { paymentIntentId, amount })),
    dispute: (paymentIntentId, input) => structuredClone(openDispute(account, paymentIntentId, input)),
    configureWebhooks(settings) {
      const given = Object.entries(settings).filter(([, value]) => value !== undefined)
      outbox.settings = { ...outbox.settings, ...Object.fromEntries(given) }
      return outbox.settings
    },
    async resend(eventId) {
      const event = account.events.get(eventId)
      if (event === undefined) throw noSuch('event', eventId)
      outbox.send(event)
      await outbox.idle()
    },
    deliverPending: outbox.deliverPending,
    idle: outbox.idle,
    deliveries: outbox.attempts,
    ledger: () => structuredClone(account.ledger),
  }
}
