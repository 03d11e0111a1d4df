import { z } from '@hono/zod-openapi'
import {
  costsOf,
  type Fulfillment,
  type FulfillmentApproval,
  fulfillmentStatuses,
  type Order,
  orderStatuses,
  paymentStatuses,
  type Shipment,
  shipmentStatuses,
} from '@quoin/core'
import { ShippingAddressView, viewAddress } from './address-view.ts'
import {
  ClaimView,
  EditView,
  LineView,
  RefundView,
  viewClaim,
  viewEdit,
  viewLine,
  viewRefund,
} from './after-sales-view.ts'
import { AttentionView, maySee, viewAttention } from './attention-view.ts'
import { DisputeView, viewDispute } from './dispute-view.ts'
import { iso } from './iso.ts'
import { Money } from './money-view.ts'
import { admins, type Viewer } from './viewer.ts'
import { webLink } from './web-link.ts'

const instant = z.iso.datetime()
const ShipmentView = z
  .strictObject({
    id: z.string(),
    status: z.enum(shipmentStatuses),
    carrier: z.string().nullable(),
    service: z.string().nullable(),
    trackingNumber: z.string().nullable(),
    trackingUrl: z.string().nullable(),
    itemIds: z.array(z.string()).openapi({ description: 'What is in it; empty when the provider does not say.' }),
    estimatedDeliveryAt: instant.nullable(),
    shippedAt: instant.nullable(),
    deliveredAt: instant.nullable(),
  })
  .openapi('Shipment')

const IssueView = z.strictObject({
  code: z.string(),
  message: z.string(),
  subject: z.string().nullable(),
  url: z.string().nullable(),
})

const ChargeView = z.strictObject({
  id: z.string(),
  kind: z.string(),
  amount: Money,
  itemId: z.string().nullable(),
  shipmentId: z.string().nullable(),
})

const FulfillmentView = z
  .strictObject({
    id: z.string(),
    provider: z.string(),
    providerOrderId: z.string().nullable(),
    status: z.enum(fulfillmentStatuses),
    shipments: z.array(ShipmentView),
    lines: z.array(LineView),
    reason: z.string().nullable().optional().openapi({ description: admins }),
    replaces: z.string().nullable().optional().openapi({ description: admins }),
    approval: z
      .strictObject({
        requestedBy: z.string(),
        approvedBy: z.string().nullable(),
        recipient: ShippingAddressView.nullable(),
      })
      .nullable()
      .optional()
      .openapi({ description: admins }),
    generation: z.int().optional().openapi({ description: admins }),
    charges: z.array(ChargeView).optional().openapi({ description: admins }),
    issues: z.array(IssueView).optional().openapi({ description: admins }),
    submittedAt: instant.nullable().optional().openapi({ description: admins }),
    readAt: instant.nullable().optional().openapi({ description: admins }),
  })
  .openapi('Fulfillment')

const OrderItemView = z.strictObject({
  id: z.string(),
  productId: z.string(),
  name: z.string(),
  sku: z.string(),
  quantity: z.int(),
  unitPrice: Money,
  attributes: z.record(z.string(), z.string()),
})

const CostsView = z.strictObject({
  quoted: Money.nullable(),
  charged: z.array(Money),
  margin: Money.nullable(),
})

const PaymentView = z.strictObject({
  provider: z.string(),
  checkoutId: z.string().nullable(),
  paymentId: z.string().nullable(),
  livemode: z.boolean().nullable(),
  amountCaptured: Money,
  presented: Money.nullable().openapi({
    description: 'What the customer saw and paid, where that was in another currency.',
  }),
  amountRefunded: Money,
  capturedAt: instant.nullable(),
  dispute: DisputeView.nullable(),
  underReview: z.boolean(),
  fraudWarning: z.string().nullable(),
})

export const OrderView = z
  .strictObject({
    id: z.string(),
    number: z.string(),
    version: z
      .int()
      .openapi({ description: 'Grows with each change: of two answers, the one with the larger is newer.' }),
    status: z.enum(orderStatuses),
    paymentStatus: z.enum(paymentStatuses),
    attention: z.array(AttentionView),
    totals: z.strictObject({ subtotal: Money, shipping: Money, discount: Money, tax: Money, total: Money }),
    items: z.array(OrderItemView),
    shippingMethod: z.string().nullable(),
    shippingAddress: ShippingAddressView.nullable(),
    fulfillments: z.array(FulfillmentView),
    refunds: z.array(RefundView),
    claims: z.array(ClaimView),
    edit: EditView.nullable(),
    cancelRequestedAt: instant.nullable(),
    createdAt: instant,
    updatedAt: instant,
    archivedAt: instant
      .nullable()
      .optional()
      .openapi({ description: `Since when it is in the archive. ${admins}` }),
    userId: z.string().nullable().optional().openapi({ description: admins }),
    email: z.string().nullable().optional().openapi({ description: admins }),
    metadata: z.record(z.string(), z.string()).optional().openapi({ description: admins }),
    payment: PaymentView.optional().openapi({ description: admins }),
    costs: CostsView.optional().openapi({ description: `What the prints cost the shop. ${admins}` }),
  })
  .openapi('Order')

/** An order as the API shows it. */
export type ApiOrder = z.infer<typeof OrderView>

/** The allow-list: a field that is not written here does not leave. */
export function viewOrder(order: Order, viewer: Viewer): ApiOrder {
  const { totals, payment, currency } = order
  return {
    id: order.id,
    number: order.number,
    version: order.version,
    status: order.status,
    paymentStatus: order.paymentStatus,
    attention: order.attention
      .filter(({ code }) => maySee(code, viewer))
      .map((attention) => viewAttention(attention, viewer)),
    totals: {
      subtotal: totals.subtotal,
      shipping: totals.shipping,
      discount: totals.discount,
      tax: totals.tax,
      total: totals.total,
    },
    items: order.items.map(({ id, productId, name, sku, quantity, unitPrice, attributes }) => ({
      id,
      productId,
      name,
      sku,
      quantity,
      unitPrice,
      attributes,
    })),
    shippingMethod: order.shippingMethod,
    shippingAddress: order.shippingAddress && viewAddress(order.shippingAddress, viewer),
    fulfillments: order.fulfillments
      .filter((print) => viewer === 'admin' || isAgreed(print))
      .map((print) => viewFulfillment(print, viewer)),
    refunds: order.refunds.map((refund) => viewRefund(refund, viewer)),
    claims: order.claims.map((claim) => viewClaim(claim, viewer)),
    edit: order.edit && viewEdit(order.edit, viewer),
    cancelRequestedAt: iso(order.cancelRequest?.at),
    createdAt: order.createdAt.toISOString(),
    updatedAt: order.updatedAt.toISOString(),
    ...(viewer === 'admin' && {
      archivedAt: iso(order.archivedAt),
      userId: order.userId,
      email: order.email,
      metadata: order.metadata,
      costs: viewCosts(order),
      payment: {
        provider: payment.provider,
        checkoutId: payment.checkoutId,
        paymentId: payment.paymentId,
        livemode: payment.livemode,
        amountCaptured: { amount: payment.amountCaptured, currency },
        presented: payment.presented,
        amountRefunded: { amount: payment.amountRefunded, currency },
        capturedAt: iso(payment.capturedAt),
        dispute: payment.dispute && viewDispute(payment.dispute, currency),
        underReview: payment.underReview,
        fraudWarning: payment.fraudWarning,
      },
    }),
  }
}

function viewCosts(order: Order): z.infer<typeof CostsView> {
  const { quoted, charged, margin } = costsOf(order)
  return { quoted, charged: [...charged], margin }
}

function viewApproval({ requestedBy, approvedBy, recipient }: FulfillmentApproval) {
  return { requestedBy, approvedBy, recipient: recipient && viewAddress(recipient, 'admin') }
}

/** A print that waits for an approval, or never got it, is a matter of the shop. */
function isAgreed({ approval }: Fulfillment): boolean {
  return approval === null || approval.approvedBy !== null
}

function viewFulfillment(fulfillment: Fulfillment, viewer: Viewer): z.infer<typeof FulfillmentView> {
  return {
    id: fulfillment.id,
    provider: fulfillment.provider,
    providerOrderId: fulfillment.providerOrderId,
    status: fulfillment.status,
    shipments: fulfillment.shipments.map(viewShipment),
    lines: fulfillment.lines.map(viewLine),
    ...(viewer === 'admin' && {
      generation: fulfillment.generation,
      reason: fulfillment.reason,
      replaces: fulfillment.replaces,
      approval: fulfillment.approval && viewApproval(fulfillment.approval),
      charges: fulfillment.charges.map(({ id, kind, amount, itemId, shipmentId }) => ({
        id,
        kind,
        amount,
        itemId,
        shipmentId,
      })),
      issues: fulfillment.issues.map(({ code, message, subject, url }) => ({
        code,
        message,
        subject,
        url: webLink(url),
      })),
      submittedAt: iso(fulfillment.submittedAt),
      readAt: iso(fulfillment.readAt),
    }),
  }
}

function viewShipment(shipment: Shipment): z.infer<typeof ShipmentView> {
  return {
    id: shipment.id,
    status: shipment.status,
    carrier: shipment.carrier,
    service: shipment.service,
    trackingNumber: shipment.trackingNumber,
    trackingUrl: webLink(shipment.trackingUrl),
    itemIds: [...shipment.itemIds],
    estimatedDeliveryAt: iso(shipment.estimatedDeliveryAt),
    shippedAt: iso(shipment.shippedAt),
    deliveredAt: iso(shipment.deliveredAt),
  }
}
