import type { Attention, AttentionCode, AttentionReason } from './attention.ts'
import type { Order } from './order.ts'
import type { OrderEffect } from './order-effects.ts'
import type { OrderEvent } from './order-events.ts'
import type { OrderRejection, OrderRejectionCode } from './order-rejection.ts'

/** What is to happen, or why not. */
export type Decision =
  | { readonly accepted: true; readonly events: readonly OrderEvent[]; readonly effects: readonly OrderEffect[] }
  | { readonly accepted: false; readonly rejection: OrderRejection }

/** Accepts, also with nothing to do: a fact that is known already changes nothing. */
export function accept(events: readonly OrderEvent[] = [], effects: readonly OrderEffect[] = []): Decision {
  return { accepted: true, events, effects }
}

/** @param path the field at fault; none where it is not one field's fault. */
export function reject(code: OrderRejectionCode, message: string, path = ''): Decision {
  return { accepted: false, rejection: { code, message, path } }
}

/** The event that opens a reason; none when it is open already. */
export function openAttention(order: Order, reason: AttentionReason, now: Date): OrderEvent[] {
  const attention: Attention = { subject: null, path: null, url: null, ...reason, since: now }
  const open = order.attention.some((a) => a.code === attention.code && a.subject === attention.subject)
  return open ? [] : [{ type: 'attention_opened', attention }]
}

/** The events that close the open reasons which fit. */
export function resolveAttention(order: Order, fits: (attention: Attention) => boolean): OrderEvent[] {
  return order.attention
    .filter(fits)
    .map(({ code, subject }) => ({ type: 'attention_resolved', code, subject }) as const)
}

/** Reasons that keep one print from being sent until a person asks for it again. */
export const holdingAttention: readonly AttentionCode[] = ['preflight_failed', 'cost_above_limit']

/** Reasons that forbid to print until a person has resolved them. */
export const blockingAttention: readonly AttentionCode[] = [
  'amount_mismatch',
  'currency_mismatch',
  'mode_mismatch',
  'address_incomplete',
  'late_payment',
  'payment_disputed',
  'dispute_lost',
  'payment_review',
  'fraud_warning',
]
