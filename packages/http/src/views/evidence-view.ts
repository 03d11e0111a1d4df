import { z } from '@hono/zod-openapi'
import { claimDecisions, claimReasons, type Evidence, type EvidenceParcel, shipmentStatuses } from '@quoin/core'
import { ShippingAddressView, viewAddress } from './address-view.ts'
import { LineView, viewLine } from './after-sales-view.ts'
import { DisputeView, viewDispute } from './dispute-view.ts'
import { iso } from './iso.ts'
import { Money } from './money-view.ts'
import { webLink, webLinks } from './web-link.ts'

const instant = z.iso.datetime()
const Totals = z.strictObject({ subtotal: Money, shipping: Money, discount: Money, tax: Money, total: Money })

const EvidenceParcelView = z.strictObject({
  id: z.string(),
  provider: z.string(),
  providerOrderId: z.string().nullable(),
  isReprint: z.boolean(),
  status: z.enum(shipmentStatuses),
  carrier: z.string().nullable(),
  service: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  trackingUrl: z.string().nullable(),
  sentTo: ShippingAddressView.nullable().openapi({
    description: 'The address that the order had when the parcel left; null before that.',
  }),
  shippedAt: instant.nullable(),
  estimatedDeliveryAt: instant.nullable(),
  deliveredAt: instant.nullable(),
  deliveredBy: z
    .string()
    .nullable()
    .openapi({ description: 'Who said that it was delivered: a tracking provider, or `admin:<id>`.' }),
  itemIds: z.array(z.string()),
})

export const EvidenceView = z
  .strictObject({
    madeAt: instant,
    orderId: z.string(),
    orderNumber: z.string(),
    orderedAt: instant,
    dispute: DisputeView.nullable(),
    customer: z.strictObject({ userId: z.string().nullable(), email: z.string().nullable() }),
    payment: z.strictObject({
      provider: z.string(),
      checkoutId: z.string().nullable(),
      paymentId: z.string().nullable(),
      captured: Money,
      presented: Money.nullable(),
      capturedAt: instant.nullable(),
      refunded: Money,
    }),
    items: z.array(
      z.strictObject({ id: z.string(), name: z.string(), sku: z.string(), quantity: z.int(), unitPrice: Money }),
    ),
    totals: Totals,
    shippingAddress: ShippingAddressView.nullable(),
    shippingMethod: z.string().nullable(),
    parcels: z.array(EvidenceParcelView),
    refunds: z.array(
      z.strictObject({
        id: z.string(),
        amount: Money,
        lines: z.array(LineView),
        includesShipping: z.boolean(),
        note: z.string().nullable(),
        requestedAt: instant,
      }),
    ),
    claims: z.array(
      z.strictObject({
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
      }),
    ),
    timeline: z
      .array(z.strictObject({ at: instant, actor: z.string(), type: z.string(), text: z.string() }))
      .openapi({ description: 'What happened, oldest first, in sentences.' }),
  })
  .openapi('Evidence')

/** Evidence as the API shows it. */
type ApiEvidence = z.infer<typeof EvidenceView>

export function viewEvidence(evidence: Evidence): ApiEvidence {
  const { madeAt, orderId, orderNumber, orderedAt, dispute, customer, payment, items, totals } = evidence
  const { subtotal, shipping, discount, tax, total } = totals
  return {
    madeAt: madeAt.toISOString(),
    orderId,
    orderNumber,
    orderedAt: orderedAt.toISOString(),
    dispute: dispute && viewDispute(dispute, payment.captured.currency),
    customer: { userId: customer.userId, email: customer.email },
    payment: {
      provider: payment.provider,
      checkoutId: payment.checkoutId,
      paymentId: payment.paymentId,
      captured: payment.captured,
      presented: payment.presented,
      capturedAt: iso(payment.capturedAt),
      refunded: payment.refunded,
    },
    items: items.map(({ id, name, sku, quantity, unitPrice }) => ({ id, name, sku, quantity, unitPrice })),
    totals: { subtotal, shipping, discount, tax, total },
    shippingAddress: evidence.shippingAddress && viewAddress(evidence.shippingAddress, 'admin'),
    shippingMethod: evidence.shippingMethod,
    parcels: evidence.parcels.map(viewParcel),
    refunds: evidence.refunds.map(({ id, amount, lines, shipping: includesShipping, note, requestedAt }) => ({
      id,
      amount,
      lines: lines.map(viewLine),
      includesShipping,
      note,
      requestedAt: requestedAt.toISOString(),
    })),
    claims: evidence.claims.map(
      ({ id, kind, reason, description, photos, lines, openedAt, decision, note, decidedAt }) => ({
        id,
        kind,
        reason,
        description,
        photos: webLinks(photos),
        lines: lines.map(viewLine),
        openedAt: openedAt.toISOString(),
        decision,
        note,
        decidedAt: iso(decidedAt),
      }),
    ),
    timeline: evidence.timeline.map(({ at, actor, type, text }) => ({ at: at.toISOString(), actor, type, text })),
  }
}

function viewParcel(parcel: EvidenceParcel): z.infer<typeof EvidenceParcelView> {
  return {
    id: parcel.id,
    provider: parcel.provider,
    providerOrderId: parcel.providerOrderId,
    isReprint: parcel.isReprint,
    status: parcel.status,
    carrier: parcel.carrier,
    service: parcel.service,
    trackingNumber: parcel.trackingNumber,
    trackingUrl: webLink(parcel.trackingUrl),
    sentTo: parcel.sentTo && viewAddress(parcel.sentTo, 'admin'),
    shippedAt: iso(parcel.shippedAt),
    estimatedDeliveryAt: iso(parcel.estimatedDeliveryAt),
    deliveredAt: iso(parcel.deliveredAt),
    deliveredBy: parcel.deliveredBy,
    itemIds: [...parcel.itemIds],
  }
}
