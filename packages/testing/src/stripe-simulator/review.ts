import type Stripe from 'stripe'
import { findPaymentIntent } from './payment-intent.ts'
import type { StripeAccount } from './stripe-account.ts'
import { noSuch, StripeApiError } from './stripe-api-error.ts'

/** How a review of a payment ended, in Stripe’s words. */
export type ReviewClosedReason = Stripe.Review.ClosedReason

/** Asks a person to look at a payment. Its money is not held. @throws {@link StripeApiError} when one is open already. */
export function openReview(
  account: StripeAccount,
  paymentIntentId: string,
  reason: 'rule' | 'manual' = 'rule',
): Stripe.Review {
  const intent = findPaymentIntent(account, paymentIntentId, 'payment_intent')
  if (intent.review !== null) {
    throw new StripeApiError(400, {
      message: `The payment ${paymentIntentId} is under review.`,
      param: 'payment_intent',
    })
  }
  const charge = account.charges.get(String(intent.latest_charge))
  const review: Stripe.Review = {
    id: account.newId('prv'),
    object: 'review',
    billing_zip: charge?.billing_details.address?.postal_code ?? null,
    charge: charge?.id ?? null,
    closed_reason: null,
    created: account.now(),
    ip_address: null,
    ip_address_location: null,
    livemode: account.livemode,
    open: true,
    opened_reason: reason,
    payment_intent: paymentIntentId,
    reason,
    session: null,
  }
  account.reviews.set(review.id, review)
  intent.review = review.id
  if (charge !== undefined) charge.review = review.id
  account.emit('review.opened', review)
  return review
}

/** @throws {@link StripeApiError} 404, or 400 when it is closed already. */
export function findOpenReview(account: StripeAccount, id: string): Stripe.Review {
  const review = account.reviews.get(id)
  if (review === undefined) throw noSuch('review', id, 'review')
  if (!review.open) throw new StripeApiError(400, { message: `The review ${id} is already closed.`, param: 'review' })
  return review
}

/** Ends a review. No money moves by it. */
export function endReview(account: StripeAccount, review: Stripe.Review, reason: ReviewClosedReason): void {
  review.open = false
  review.reason = reason
  review.closed_reason = reason
  const intent = account.paymentIntents.get(String(review.payment_intent))
  if (intent !== undefined) intent.review = null
  const charge = account.charges.get(String(review.charge))
  if (charge !== undefined) charge.review = null
  account.emit('review.closed', review)
}

/** Ends the review of a payment that something else has decided. */
export function endReviewOf(account: StripeAccount, paymentIntentId: string, reason: ReviewClosedReason): void {
  const review = account.reviews.get(String(account.paymentIntents.get(paymentIntentId)?.review))
  if (review !== undefined) endReview(account, review, reason)
}
