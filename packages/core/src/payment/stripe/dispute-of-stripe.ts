import { z } from 'zod'
import { type Dispute, type DisputeStatus, unknownDisputeId } from '../dispute.ts'
import { fromStripeAmount } from './stripe-amount.ts'

const disputeSchema = z.object({
  id: z.string().min(1),
  status: z.string(),
  reason: z.string(),
  amount: z.int(),
  currency: z.string(),
  created: z.int(),
  evidence_details: z.object({ due_by: z.int().nullish() }).nullish(),
})
type StripeDispute = z.infer<typeof disputeSchema>
export const disputeListSchema = z.object({ data: z.array(disputeSchema) })

/** `prevented` ones were settled by giving the money back. A status of the future holds the print: it may be a claim. */
const statuses: ReadonlyMap<string, DisputeStatus> = new Map([
  ['warning_needs_response', 'inquiry'],
  ['warning_under_review', 'inquiry'],
  ['warning_closed', 'closed'],
  ['won', 'won'],
  ['lost', 'lost'],
  ['prevented', 'lost'],
])
const statusOf = ({ status }: StripeDispute): DisputeStatus => statuses.get(status) ?? 'open'

const rankOf = (dispute: StripeDispute): number => {
  const rank = urgency.indexOf(statusOf(dispute))
  return rank < 0 ? urgency.length : rank
}

/** A charge is said to be disputed, and nobody shows by what. */
export const unknownDispute: Dispute = {
  id: unknownDisputeId,
  status: 'open',
  reason: 'general',
  amount: 0,
  dueAt: null,
}

/**
 * What matters more goes first: what forbids to give money back, which is a claim, or money that is gone for good; then a
 * question, and then what is over.
 */
const urgency: readonly DisputeStatus[] = ['open', 'lost', 'inquiry']

/** The dispute that matters most; of equal ones the latest. */
export function gravestDispute(disputes: readonly StripeDispute[], currency: string): Dispute {
  const [gravest] = disputes.toSorted((a, b) => rankOf(a) - rankOf(b) || b.created - a.created)
  if (!gravest) return unknownDispute
  const { id, status, reason, amount, currency: claimed, evidence_details: evidence } = gravest
  const asked = status.endsWith('needs_response') ? evidence?.due_by : null
  return {
    id,
    status: statusOf(gravest),
    reason,
    amount: claimed.toUpperCase() === currency.toUpperCase() ? fromStripeAmount(amount, claimed).amount : 0,
    dueAt: asked ? new Date(asked * 1000) : null,
  }
}
