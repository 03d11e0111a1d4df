import * as z from 'zod/mini'
import type { ProdigiOrder } from './prodigi-order.ts'
import { count, id, lenient, list, text } from './prodigi-schema.ts'

// Without a key Prodigi checks for no duplicate, so such a body is not sent at all.
const sentSchema = z.object({
  idempotencyKey: id,
  merchantReference: text,
  shippingMethod: text,
  recipient: lenient(z.object({ address: lenient(z.object({ countryCode: text })) })),
  items: list(z.object({ sku: text, copies: count })),
})

/** A body that was prepared for Prodigi, as far as it is compared. */
export type SentOrder = z.output<typeof sentSchema>

/** Null when it is no body that {@link prodigiFulfillment} prepared. */
export function readSentOrder(body: string): SentOrder | null {
  try {
    return sentSchema.parse(JSON.parse(body))
  } catch {
    return null
  }
}

/**
 * What is unlike the body sent in an order that already existed: Prodigi compares nothing but the key (F39).
 *
 * Paths of the fields; `status.stage: Cancelled` when it is cancelled and will not be printed (F40). Empty for a held
 * order, of which nothing can be seen.
 */
export function findMismatches(sent: SentOrder, order: ProdigiOrder): readonly string[] {
  if (order.status === null) return []
  const [ours, theirs] = [toPrint(sent), toPrint(order)]
  const paths = Object.keys(ours).filter((path) => ours[path] !== theirs[path])
  return order.status.stage === 'Cancelled' ? [...paths, 'status.stage: Cancelled'] : paths
}

/** What makes a print the same. Prodigi echoes SKUs and methods in its own case, and items in its own order. */
function toPrint(order: Omit<SentOrder, 'idempotencyKey'>): Record<string, string | null | undefined> {
  return {
    merchantReference: order.merchantReference,
    shippingMethod: order.shippingMethod?.toLowerCase(),
    'recipient.address.countryCode': order.recipient?.address?.countryCode?.toUpperCase(),
    items: order.items
      .map((item) => `${item.copies} x ${item.sku?.trim().toUpperCase()}`)
      .sort()
      .join(', '),
  }
}
