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

/** A charge is said to be disputed, and nobody shows by what. */
export const unknownDispute: Dispute = {
  id: unknownDisputeId,
  status: 'open',
  reason: 'general',
  amount: 0,
  dueAt: null,
}

/** The dispute that matters: one that claims money before one that asks, that before what is over, then the latest. */
export function latestDispute(disputes: readonly StripeDispute[], currency: string): Dispute {
  const urgency = (dispute: StripeDispute) => ['open', 'inquiry'].toReversed().indexOf(statusOf(dispute))
  const [latest] = disputes.toSorted((a, b) => urgency(b) - urgency(a) || b.created - a.created)
  if (!latest) return unknownDispute
  const { id, status, reason, amount, currency: claimed, evidence_details: evidence } = latest
  const asked = status.endsWith('needs_response') ? evidence?.due_by : null
  return {
    id,
    status: statusOf(latest),
    reason,
    amount: claimed.toUpperCase() === currency.toUpperCase() ? fromStripeAmount(amount, claimed).amount : 0,
    dueAt: asked ? new Date(asked * 1000) : null,
  }
}
