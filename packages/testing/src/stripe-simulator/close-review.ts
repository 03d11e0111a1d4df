import type Stripe from 'stripe'
import { createRefund } from './refund.ts'
import { endReview, findOpenReview, type ReviewClosedReason } from './review.ts'
import type { StripeAccount } from './stripe-account.ts'

/** Somebody decides about a review: approves the payment, or gives its money back. @throws {@link StripeApiError} */
export function closeReview(
  account: StripeAccount,
  reviewId: string,
  reason: ReviewClosedReason = 'approved',
): Stripe.Review {
  const review = findOpenReview(account, reviewId)
  if (reason === 'refunded' || reason === 'refunded_as_fraud') {
    createRefund(account, {
      paymentIntentId: String(review.payment_intent),
      reason: reason === 'refunded_as_fraud' ? 'fraudulent' : undefined,
    })
  }
  // A refund of everything has closed it already.
  if (review.open) endReview(account, review, reason)
  return review
}
