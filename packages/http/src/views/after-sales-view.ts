import { z } from '@hono/zod-openapi'
import { type Claim, claimDecisions, claimReasons, type OrderEdit, type OrderLine, type Refund } from '@quoin/core'
import { ShippingAddressView, viewAddress } from './address-view.ts'
import { iso } from './iso.ts'
import { Money } from './money-view.ts'
import { admins, type Viewer } from './viewer.ts'
import { webLinks } from './web-link.ts'

const instant = z.iso.datetime()

export const LineView = z.strictObject({ itemId: z.string(), quantity: z.int() })

export const RefundView = z
  .strictObject({
    id: z.string(),
    amount: Money,
    lines: z.array(LineView).openapi({ description: 'What it is for; empty when it is for no line.' }),
    includesShipping: z.boolean().openapi({ description: 'Whether what shipping cost is in it.' }),
    note: z.string().nullable().openapi({ description: 'What the customer is told.' }),
    requestedAt: instant,
    reason: z.string().optional().openapi({ description: admins }),
    requestedBy: z.string().optional().openapi({ description: admins }),
  })
  .openapi('Refund')

export const ClaimView = z
  .strictObject({
    id: z.string(),
    kind: z.enum(['claim', 'return']),
    reason: z.enum(claimReasons),
    description: z.string().nullable(),
    photos: z.array(z.string()),
    lines: z.array(LineView),
    openedAt: instant,
    decision: z.enum(claimDecisions).nullable(),
    note: z.string().nullable(),
    decidedAt: instant.nullable(),
    openedBy: z.string().optional().openapi({ description: admins }),
    decidedBy: z.string().nullable().optional().openapi({ description: admins }),
    refundId: z.string().nullable().optional().openapi({ description: admins }),
    fulfillmentId: z.string().nullable().optional().openapi({ description: admins }),
    recovered: Money.nullable()
      .optional()
      .openapi({ description: `What the supplier gave back for it. ${admins}` }),
  })
  .openapi('OrderClaim')

export const EditView = z
  .strictObject({
    recipient: ShippingAddressView.optional(),
    shippingMethod: z.string().optional(),
    requestedAt: instant,
    metadata: z.record(z.string(), z.string()).optional().openapi({ description: admins }),
    requestedBy: z.string().optional().openapi({ description: admins }),
  })
  .openapi('OrderEdit', { description: 'A change that waits for the print provider.' })

export function viewLine({ itemId, quantity }: OrderLine): z.infer<typeof LineView> {
  return { itemId, quantity }
}

/** What the customer is told may call them by their name. */
export function noteFor(viewer: Viewer, note: string | null): string | null {
  return viewer === 'guest' ? null : note
}

export function viewRefund(refund: Refund, viewer: Viewer): z.infer<typeof RefundView> {
  const { id, amount, lines, shipping, note, requestedAt, reason, requestedBy } = refund
  const shown = {
    id,
    amount,
    lines: lines.map(viewLine),
    includesShipping: shipping,
    note: noteFor(viewer, note),
    requestedAt: requestedAt.toISOString(),
  }
  return viewer === 'admin' ? { ...shown, reason, requestedBy } : shown
}

export function viewClaim(claim: Claim, viewer: Viewer): z.infer<typeof ClaimView> {
  const { id, kind, reason, description, photos, lines, decision } = claim
  const shown = {
    id,
    kind,
    reason,
    // In the customer's own words and pictures there can be anything.
    description: viewer === 'guest' ? null : description,
    photos: viewer === 'guest' ? [] : webLinks(photos),
    lines: lines.map(viewLine),
    openedAt: claim.openedAt.toISOString(),
    decision,
    note: noteFor(viewer, claim.note),
    decidedAt: iso(claim.decidedAt),
  }
  if (viewer !== 'admin') return shown
  const { openedBy, decidedBy, refundId, fulfillmentId, recovered } = claim
  return { ...shown, openedBy, decidedBy, refundId, fulfillmentId, recovered }
}

export function viewEdit(edit: OrderEdit, viewer: Viewer): z.infer<typeof EditView> {
  const { recipient, shippingMethod, metadata, requestedAt, requestedBy } = edit
  return {
    ...(recipient && { recipient: viewAddress(recipient, viewer) }),
    ...(shippingMethod !== undefined && { shippingMethod }),
    requestedAt: requestedAt.toISOString(),
    ...(viewer === 'admin' && { requestedBy, ...(metadata && { metadata }) }),
  }
}
