import type Stripe from 'stripe'

/** Keys with an empty value are taken away, as Stripe does. */
export function mergeMetadata(
  before: Stripe.Metadata | null,
  changes: Readonly<Record<string, string>>,
): Stripe.Metadata {
  return Object.fromEntries(Object.entries({ ...before, ...changes }).filter(([, value]) => value !== ''))
}
