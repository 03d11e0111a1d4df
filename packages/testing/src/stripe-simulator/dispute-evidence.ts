import type Stripe from 'stripe'
import { z } from 'zod'

/** What a dispute starts with. */
export const noEvidence: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
}

const text = z.string().max(20_000).optional()

/** The fields that a shop can fill; files are taken by their ids, unseen. */
export const evidenceParams = z.strictObject({
  access_activity_log: text,
  billing_address: text,
  cancellation_policy: text,
  cancellation_policy_disclosure: text,
  cancellation_rebuttal: text,
  customer_communication: text,
  customer_email_address: text,
  customer_name: text,
  customer_purchase_ip: text,
  customer_signature: text,
  duplicate_charge_documentation: text,
  duplicate_charge_explanation: text,
  duplicate_charge_id: text,
  product_description: text,
  receipt: text,
  refund_policy: text,
  refund_policy_disclosure: text,
  refund_refusal_explanation: text,
  service_date: text,
  service_documentation: text,
  shipping_address: text,
  shipping_carrier: text,
  shipping_date: text,
  shipping_documentation: text,
  shipping_tracking_number: text,
  uncategorized_file: text,
  uncategorized_text: text,
})
export type EvidenceParams = z.infer<typeof evidenceParams>

/** Fills fields; an empty text empties one. */
export function mergeEvidence(before: Stripe.Dispute.Evidence, changes: EvidenceParams): Stripe.Dispute.Evidence {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined)
  return { ...before, ...Object.fromEntries(given.map(([name, value]) => [name, value === '' ? null : value])) }
}
