import type { FulfillmentSnapshot } from '../fulfillment/fulfillment.ts'
import type { CancelResult, SubmissionResult } from '../fulfillment/fulfillment-results.ts'
import type { Money } from '../money/money.ts'
import type { PaymentFacts } from '../payment/payment-facts.ts'
import type { TrackingSnapshot } from '../tracking/tracking-snapshot.ts'
import type { AttentionCode, AttentionReason } from './attention.ts'
import type { Claim, ClaimDecision } from './claim.ts'
import type { OrderItem, PriceTerms, ShippingAddress, ShippingOption } from './order.ts'
import type { EditPart, OrderChange } from './order-edit.ts'
import type { OrderLine, RefundScope } from './refund.ts'

/** What a new order is made from. */
export interface OrderDraft {
  readonly orderId: string
  readonly number: string
  readonly userId: string | null
  readonly email: string | null
  readonly currency: string
  readonly intent: string | null
  readonly terms: PriceTerms
  /** At least one. */
  readonly items: readonly OrderItem[]
  /** At least one. */
  readonly shippingOptions: readonly ShippingOption[]
  readonly paymentProvider: string
  /** Where it goes, if the payment will not say. @default null */
  readonly shippingAddress?: ShippingAddress | null
  /** The host's own, opaque ids only. */
  readonly metadata: Readonly<Record<string, string>>
}

/** The page on which an order is to be paid. */
export interface StartedPayment {
  readonly checkoutId: string
  /** Null when it is shown inside the host's own page. */
  readonly url: string | null
  readonly expiresAt: Date
  readonly livemode: boolean
}

/** All that can be asked of an order. Every door makes one of these. */
export type OrderCommand =
  | { readonly type: 'create_order'; readonly draft: OrderDraft; readonly abandonAfterMs: number }
  | { readonly type: 'start_checkout'; readonly checkout: StartedPayment }
  | {
      readonly type: 'record_payment'
      readonly facts: PaymentFacts
      readonly fulfillment: FulfillmentTarget
      readonly readAt: Date
    }
  /** Fixes what goes back next. */
  | { readonly type: 'start_refund' }
  /** The payment provider has made the refund of this number, and says this of the payment since. */
  | { readonly type: 'record_refund'; readonly number: number; readonly reading: CommandOf<'record_payment'> }
  | { readonly type: 'reject_refund'; readonly number: number }
  | {
      readonly type: 'expire_order'
      /** The checkout that can't be paid any more; an order that has another by now stays as it is. @default whichever it has */
      readonly checkoutId?: string | null
      /** `replaced`: the customer is at another checkout by now. @default 'not_paid' */
      readonly reason?: 'not_paid' | 'replaced'
    }
  | {
      readonly type: 'start_submission'
      readonly fulfillmentId: string
      readonly request: string
      /** What `request` was prepared from, as `printBasis` puts it. */
      readonly basis: string
      readonly requestHash: string
      readonly quotedCost: Money | null
      /** Whether what is accepted is really printed. */
      readonly livemode: boolean
    }
  /** Something forbids to send it as it is; a person must look. */
  | {
      readonly type: 'hold_submission'
      readonly fulfillmentId: string
      readonly reason: AttentionReason
    }
  | {
      readonly type: 'record_submission'
      readonly fulfillmentId: string
      readonly result: SubmissionResult
      readonly readAt: Date
    }
  | {
      readonly type: 'reject_submission'
      readonly fulfillmentId: string
      readonly message: string
      readonly path: string | null
    }
  | {
      readonly type: 'record_fulfillment'
      readonly fulfillmentId: string
      /** Null: the provider shows nothing. */
      readonly snapshot: FulfillmentSnapshot | null
      /** Why it shows nothing, where it said so for good. @default it has nothing to show */
      readonly refusal?: string
      readonly readAt: Date
    }
  | { readonly type: 'request_cancel'; readonly reason: string }
  | {
      readonly type: 'record_cancel'
      readonly fulfillmentId: string
      readonly result: CancelResult
      readonly readAt: Date
    }
  /** All prints have been asked for; `refused`: those that go on. */
  | { readonly type: 'finish_cancel'; readonly refused: readonly string[] }
  | { readonly type: 'submit_order'; readonly fulfillment: FulfillmentTarget }
  | { readonly type: 'retry_order'; readonly fulfillment: FulfillmentTarget }
  | { readonly type: 'add_note'; readonly note: string }
  | { readonly type: 'erase_personal_data' }
  /** Puts it into the archive when nothing has happened to it for so long. */
  | { readonly type: 'archive_order'; readonly afterMs: number }
  | {
      readonly type: 'edit_tracking'
      readonly shipmentId: string | null
      readonly trackingNumber: string | null
      readonly trackingUrl: string | null
    }
  | { readonly type: 'mark_delivered'; readonly shipmentId: string | null }
  | {
      readonly type: 'record_tracking'
      readonly fulfillmentId: string
      readonly shipmentId: string
      /** What the carrier was asked about: the parcel may have another number by now. */
      readonly trackingNumber: string
      /** Null: the carrier knows nothing of it yet. */
      readonly tracking: TrackingSnapshot | null
      readonly readAt: Date
    }
  /** A person at the shop gives money back: all that is left, an amount, some lines, or the lines that the provider cancelled. */
  | {
      readonly type: 'request_refund'
      readonly refundId: string
      readonly scope: RefundScope
      readonly reason: string
      readonly note: string | null
      readonly actor: string
    }
  /** Another print of what was printed already, on purpose (F68). */
  | {
      readonly type: 'request_reprint'
      readonly fulfillment: FulfillmentTarget
      /** Empty: all that has left. */
      readonly lines: readonly OrderLine[]
      readonly reason: string
      /** Where it goes instead, such as after a parcel that came back; null: where the order goes. */
      readonly recipient: ShippingAddress | null
      readonly needsApproval: boolean
      readonly actor: string
    }
  | { readonly type: 'approve_reprint'; readonly fulfillmentId: string; readonly actor: string }
  | { readonly type: 'reject_reprint'; readonly fulfillmentId: string; readonly reason: string }
  | {
      readonly type: 'open_claim'
      readonly claim: Pick<Claim, 'id' | 'kind' | 'reason' | 'description' | 'photos' | 'lines'>
      readonly actor: string
    }
  | {
      readonly type: 'decide_claim'
      readonly claimId: string
      readonly decision: ClaimDecision
      readonly note: string | null
      readonly fulfillment: FulfillmentTarget
      readonly needsApproval: boolean
      readonly actor: string
    }
  /** What the print provider gave back to the shop for a claim. */
  | { readonly type: 'record_recovery'; readonly claimId: string; readonly amount: Money }
  /** `fulfillment` prints what waited for nothing but its address. */
  | {
      readonly type: 'request_edit'
      readonly change: OrderChange
      readonly fulfillment: FulfillmentTarget
      readonly actor: string
    }
  /** Stores what is about to be sent to a provider. */
  | { readonly type: 'try_edit'; readonly editId: string; readonly part: EditPart }
  /** What the providers answered to a part of an edit; `message` says why it was refused. */
  | {
      readonly type: 'record_edit'
      readonly editId: string
      readonly part: EditPart
      readonly outcome: 'taken' | 'refused'
      readonly message: string | null
    }
  /** Every provider that has to be asked was. */
  | { readonly type: 'finish_edit'; readonly editId: string }
  | { readonly type: 'open_attention'; readonly reason: AttentionReason }
  | { readonly type: 'resolve_attention'; readonly code: AttentionCode | null }

/** The print provider that would take the order. */
export interface FulfillmentTarget {
  readonly provider: string
  /** Whether it really prints. */
  readonly livemode: boolean
}

export type OrderCommandType = OrderCommand['type']
export type CommandOf<Type extends OrderCommandType> = Extract<OrderCommand, { readonly type: Type }>

/** What a decision needs besides the order: time and fresh ids. */
export interface DecisionContext {
  readonly now: Date
  readonly newId: () => string
}
