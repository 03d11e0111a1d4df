import type { FulfillmentSnapshot } from '../fulfillment/fulfillment.ts'
import type { CancelResult, SubmissionResult } from '../fulfillment/fulfillment-results.ts'
import type { Money } from '../money/money.ts'
import type { PaymentFacts } from '../payment/payment-facts.ts'
import type { AttentionCode, AttentionReason } from './attention.ts'
import type { OrderItem, ShippingOption } from './order.ts'

/** What a new order is made from. */
export interface OrderDraft {
  readonly orderId: string
  readonly number: string
  readonly userId: string | null
  readonly email: string | null
  readonly currency: string
  /** At least one. */
  readonly items: readonly OrderItem[]
  /** At least one. */
  readonly shippingOptions: readonly ShippingOption[]
  readonly paymentProvider: string
}

/** The page on which an order is to be paid. */
export interface StartedPayment {
  readonly checkoutId: string
  readonly url: string
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
  | { readonly type: 'record_refund'; readonly amountRefunded: number }
  | { readonly type: 'expire_order' }
  | {
      readonly type: 'start_submission'
      readonly fulfillmentId: string
      readonly request: string
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
      readonly snapshot: FulfillmentSnapshot | null
      readonly readAt: Date
    }
  | { readonly type: 'request_cancel'; readonly reason: string }
  | {
      readonly type: 'record_cancel'
      readonly fulfillmentId: string
      readonly result: CancelResult
      readonly readAt: Date
    }
  | { readonly type: 'finish_cancel' }
  | { readonly type: 'submit_order'; readonly fulfillment: FulfillmentTarget }
  | { readonly type: 'retry_order'; readonly fulfillment: FulfillmentTarget }
  | { readonly type: 'add_note'; readonly note: string }
  | {
      readonly type: 'edit_tracking'
      readonly shipmentId: string | null
      readonly trackingNumber: string | null
      readonly trackingUrl: string | null
    }
  | { readonly type: 'mark_delivered'; readonly shipmentId: string | null }
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
