import { z } from 'zod'
import { booleanParam, expandParam, metadataParam } from './api-params.ts'
import { closeReview } from './close-review.ts'
import { evidenceParams } from './dispute-evidence.ts'
import { getRoute, listRoute, onlyExpand, postRoute } from './object-routes.ts'
import type { StripeAccount } from './stripe-account.ts'
import type { StripeRoute } from './stripe-route.ts'
import { acceptDispute, submitEvidence } from './submit-evidence.ts'

const ofPayment = { payment_intent: z.string().optional(), charge: z.string().optional() }
const disputeUpdate = z.strictObject({
  evidence: evidenceParams.optional(),
  metadata: metadataParam.optional(),
  submit: booleanParam.optional(),
  expand: expandParam,
})

/** Doubts about payments: disputes, early fraud warnings and reviews. */
export function doubtRoutes(account: StripeAccount): readonly StripeRoute[] {
  const { disputes, fraudWarnings, reviews } = account
  const warnings = '/radar/early_fraud_warnings'
  return [
    listRoute(account, 'listDisputes', '/disputes', () => disputes.values(), ofPayment),
    getRoute(account, 'getDispute', '/disputes', 'dispute', (id) => disputes.get(id)),
    postRoute(account, 'updateDispute', '/disputes/:id', disputeUpdate, ({ expand: _, ...changes }, call) =>
      submitEvidence(account, call.param('id'), changes),
    ),
    postRoute(account, 'closeDispute', '/disputes/:id/close', onlyExpand, (_, call) =>
      acceptDispute(account, call.param('id')),
    ),
    listRoute(account, 'listFraudWarnings', warnings, () => fraudWarnings.values(), ofPayment),
    getRoute(account, 'getFraudWarning', warnings, 'early fraud warning', (id) => fraudWarnings.get(id)),
    // Stripe lists the open ones only.
    listRoute(account, 'listReviews', '/reviews', () => [...reviews.values()].filter(({ open }) => open)),
    getRoute(account, 'getReview', '/reviews', 'review', (id) => reviews.get(id)),
    postRoute(account, 'approveReview', '/reviews/:id/approve', onlyExpand, (_, call) =>
      closeReview(account, call.param('id'), 'approved'),
    ),
  ]
}
