import { orderFixture } from '@quoin/testing'
import { describe, expect, it } from 'vitest'
import { viewOrder } from './order-view.ts'
import type { Viewer } from './viewer.ts'

const full = orderFixture()
const [line] = full.items
// An address under way, too, and a print of some lines: every part of an order is there.
const order = orderFixture({
  attention: full.attention.map((reason) => ({ ...reason, code: 'edit_refused' })),
  edit: full.edit && { ...full.edit, ...(full.shippingAddress && { recipient: full.shippingAddress }) },
  fulfillments: full.fulfillments.map((print) => ({ ...print, lines: [{ itemId: line?.id ?? '', quantity: 1 }] })),
  claims: full.claims.map((claim) => ({ ...claim, lines: [{ itemId: line?.id ?? '', quantity: 1 }] })),
})

/** Every key of a view with the path to it; lists count as their first element, money and names of the host's own as one. */
function keysOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.length === 0 ? [] : keysOf(value[0], `${path}[]`)
  if (typeof value !== 'object' || value === null || 'currency' in value) return []
  if (/\.(attributes|metadata)$/.test(path)) return []
  return Object.entries(value).flatMap(([key, inner]) => [`${path}.${key}`, ...keysOf(inner, `${path}.${key}`)])
}
const keysFor = (viewer: Viewer) => keysOf(viewOrder(order, viewer))

describe('what is shown of an order with everything (S08)', () => {
  it('given a customer, then exactly this', () => {
    expect(keysFor('customer')).toMatchInlineSnapshot(`
      [
        ".id",
        ".number",
        ".version",
        ".status",
        ".paymentStatus",
        ".attention",
        ".attention[].code",
        ".attention[].message",
        ".attention[].since",
        ".totals",
        ".totals.subtotal",
        ".totals.shipping",
        ".totals.discount",
        ".totals.tax",
        ".totals.total",
        ".items",
        ".items[].id",
        ".items[].productId",
        ".items[].name",
        ".items[].sku",
        ".items[].quantity",
        ".items[].unitPrice",
        ".items[].attributes",
        ".shippingMethod",
        ".shippingAddress",
        ".shippingAddress.name",
        ".shippingAddress.line1",
        ".shippingAddress.line2",
        ".shippingAddress.city",
        ".shippingAddress.state",
        ".shippingAddress.postalCode",
        ".shippingAddress.country",
        ".shippingAddress.phone",
        ".fulfillments",
        ".fulfillments[].id",
        ".fulfillments[].provider",
        ".fulfillments[].providerOrderId",
        ".fulfillments[].status",
        ".fulfillments[].shipments",
        ".fulfillments[].shipments[].id",
        ".fulfillments[].shipments[].status",
        ".fulfillments[].shipments[].carrier",
        ".fulfillments[].shipments[].service",
        ".fulfillments[].shipments[].trackingNumber",
        ".fulfillments[].shipments[].trackingUrl",
        ".fulfillments[].shipments[].itemIds",
        ".fulfillments[].shipments[].estimatedDeliveryAt",
        ".fulfillments[].shipments[].shippedAt",
        ".fulfillments[].shipments[].deliveredAt",
        ".fulfillments[].lines",
        ".fulfillments[].lines[].itemId",
        ".fulfillments[].lines[].quantity",
        ".refunds",
        ".refunds[].id",
        ".refunds[].amount",
        ".refunds[].lines",
        ".refunds[].lines[].itemId",
        ".refunds[].lines[].quantity",
        ".refunds[].includesShipping",
        ".refunds[].note",
        ".refunds[].requestedAt",
        ".claims",
        ".claims[].id",
        ".claims[].kind",
        ".claims[].reason",
        ".claims[].description",
        ".claims[].photos",
        ".claims[].lines",
        ".claims[].lines[].itemId",
        ".claims[].lines[].quantity",
        ".claims[].openedAt",
        ".claims[].decision",
        ".claims[].note",
        ".claims[].decidedAt",
        ".edit",
        ".edit.recipient",
        ".edit.recipient.name",
        ".edit.recipient.line1",
        ".edit.recipient.line2",
        ".edit.recipient.city",
        ".edit.recipient.state",
        ".edit.recipient.postalCode",
        ".edit.recipient.country",
        ".edit.recipient.phone",
        ".edit.shippingMethod",
        ".edit.requestedAt",
        ".cancelRequestedAt",
        ".createdAt",
        ".updatedAt",
      ]
    `)
  })

  it('given a guest, then the same fields', () => {
    expect(keysFor('guest')).toEqual(keysFor('customer'))
  })

  it('given an admin, then the same and this', () => {
    const others = new Set(keysFor('customer'))
    const keys = keysFor('admin')
    expect(keys.filter((key) => !others.has(key))).toMatchInlineSnapshot(`
      [
        ".attention[].subject",
        ".attention[].path",
        ".attention[].url",
        ".fulfillments[].generation",
        ".fulfillments[].reason",
        ".fulfillments[].replaces",
        ".fulfillments[].approval",
        ".fulfillments[].approval.requestedBy",
        ".fulfillments[].approval.approvedBy",
        ".fulfillments[].approval.recipient",
        ".fulfillments[].charges",
        ".fulfillments[].charges[].id",
        ".fulfillments[].charges[].kind",
        ".fulfillments[].charges[].amount",
        ".fulfillments[].charges[].itemId",
        ".fulfillments[].charges[].shipmentId",
        ".fulfillments[].issues",
        ".fulfillments[].issues[].code",
        ".fulfillments[].issues[].message",
        ".fulfillments[].issues[].subject",
        ".fulfillments[].issues[].url",
        ".fulfillments[].submittedAt",
        ".fulfillments[].readAt",
        ".refunds[].reason",
        ".refunds[].requestedBy",
        ".claims[].openedBy",
        ".claims[].decidedBy",
        ".claims[].refundId",
        ".claims[].fulfillmentId",
        ".claims[].recovered",
        ".edit.requestedBy",
        ".edit.metadata",
        ".archivedAt",
        ".userId",
        ".email",
        ".metadata",
        ".costs",
        ".costs.quoted",
        ".costs.charged",
        ".costs.margin",
        ".payment",
        ".payment.provider",
        ".payment.checkoutId",
        ".payment.paymentId",
        ".payment.livemode",
        ".payment.amountCaptured",
        ".payment.presented",
        ".payment.amountRefunded",
        ".payment.capturedAt",
        ".payment.dispute",
        ".payment.dispute.id",
        ".payment.dispute.status",
        ".payment.dispute.reason",
        ".payment.dispute.amount",
        ".payment.dispute.dueAt",
        ".payment.underReview",
        ".payment.fraudWarning",
      ]
    `)
    expect([...others].filter((key) => !keys.includes(key))).toEqual([])
  })

  it('given a guest, then nothing personal stands in them', () => {
    const shown = JSON.stringify(viewOrder(order, 'guest'))
    const { shippingAddress: address, email, claims, refunds } = order
    for (const personal of [
      address?.name,
      address?.line1,
      address?.line2,
      address?.postalCode,
      address?.phone,
      email,
      claims[0]?.description,
      claims[0]?.note,
      claims[0]?.photos[0],
      refunds[0]?.note,
    ]) {
      expect(personal).toBeTruthy()
      expect(shown).not.toContain(JSON.stringify(personal).slice(1, -1))
    }
    expect(viewOrder(order, 'guest').shippingAddress).toEqual({
      name: 'A. L.',
      line1: '…',
      line2: null,
      city: 'London',
      state: null,
      postalCode: null,
      country: 'GB',
      phone: null,
    })
  })
})

describe('what the shop has among its own people', () => {
  const reason = {
    message: 'SECRET',
    subject: 'SECRET',
    path: 'SECRET',
    url: 'https://SECRET.example',
    since: order.createdAt,
  }
  const open = orderFixture({
    attention: [
      { ...reason, code: 'edit_refused' },
      { ...reason, code: 'cost_above_limit' },
      { ...reason, code: 'payment_review' },
      { ...reason, code: 'fraud_warning' },
      { ...reason, code: 'approval_required' },
      { ...reason, code: 'provider_payment_required' },
    ],
    fulfillments: full.fulfillments.flatMap((print) => [
      print,
      {
        ...print,
        id: 'SECRET',
        reason: 'SECRET',
        approval: { requestedBy: 'SECRET', approvedBy: null, recipient: null },
      },
    ]),
  })

  it.each(['customer', 'guest'] as const)('given a %s, then they hear that the shop looks, and no more', (viewer) => {
    const view = viewOrder(open, viewer)
    expect(JSON.stringify(view)).not.toContain('SECRET')
    expect(view.attention).toEqual([
      { code: 'edit_refused', message: 'The shop looks into it.', since: order.createdAt.toISOString() },
    ])
    expect(view.fulfillments).toHaveLength(1)
  })

  it('given an admin, then they see all of it', () => {
    const view = viewOrder(open, 'admin')
    expect([view.attention.length, view.fulfillments.length]).toEqual([6, 2])
    expect(view.attention[1]).toMatchObject({ code: 'cost_above_limit', message: 'SECRET', subject: 'SECRET' })
  })
})
