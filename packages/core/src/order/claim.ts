import type { Money } from '../money/money.ts'
import type { OrderLine } from './refund.ts'

/** Why a customer claims something. The spellings are part of the API. */
export const claimReasons = [
  'damaged',
  'wrong_item',
  'poor_quality',
  'missing_item',
  'lost',
  'late',
  'changed_mind',
  'other',
] as const

/** Why a customer claims something. */
export type ClaimReason = (typeof claimReasons)[number]

/** What a person can decide about a claim. The spellings are part of the API. */
export const claimDecisions = ['refund', 'reprint', 'reject'] as const

/** What comes of a claim: money back, another print, or neither. */
export type ClaimDecision = (typeof claimDecisions)[number]

/** A customer wants something put right, or sends something back. */
export interface Claim {
  readonly id: string
  /** `return`: the goods come back. */
  readonly kind: 'claim' | 'return'
  readonly reason: ClaimReason
  /** In the customer's words. */
  readonly description: string | null
  /** Links to photos; https only. */
  readonly photos: readonly string[]
  /** What it is about; empty: all of the order. */
  readonly lines: readonly OrderLine[]
  readonly openedBy: string
  readonly openedAt: Date
  /** Null while it is open. */
  readonly decision: ClaimDecision | null
  /** What the customer is told of the decision. */
  readonly note: string | null
  readonly decidedBy: string | null
  readonly decidedAt: Date | null
  /** The refund that it led to. */
  readonly refundId: string | null
  /** The reprint that it led to. */
  readonly fulfillmentId: string | null
  /** What the print provider gave back to the shop for it; null while nothing is known. */
  readonly recovered: Money | null
}
