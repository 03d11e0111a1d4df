import type { OrderEvent } from '@quoin/core'
import { orderFixture, recordedFixture } from '@quoin/testing'
import { describe, expect, it } from 'vitest'
import { HistoryEntry, viewHistory } from './history-view.ts'
import { OrderView, viewOrder } from './order-view.ts'

const order = orderFixture()
const [fulfillment] = order.fulfillments
const [shipment] = fulfillment?.shipments ?? []
const [attention] = order.attention
const [refund] = order.refunds
const [claim] = order.claims
const { edit, payment } = order
const { dispute } = payment
if (!fulfillment || !shipment || !attention || !refund || !claim || !edit || !dispute)
  throw new Error('The fixture has lost its parts.')

// One of each kind; whatever customers must not see says SECRET.
const events: Record<OrderEvent['type'], OrderEvent> = {
  order_created: { type: 'order_created', order },
  checkout_started: { type: 'checkout_started', payment: order.payment },
  payment_processing: { type: 'payment_processing', payment: order.payment, email: 'SECRET@example.com' },
  payment_captured: {
    type: 'payment_captured',
    payment: order.payment,
    email: 'SECRET@example.com',
    totals: order.totals,
    shippingMethod: 'Standard',
    shippingAddress: order.shippingAddress,
  },
  payment_failed: { type: 'payment_failed' },
  payment_refunded: { type: 'payment_refunded', amountRefunded: 500, readAt: order.createdAt },
  payment_disputed: { type: 'payment_disputed', dispute, readAt: order.createdAt },
  dispute_closed: { type: 'dispute_closed', dispute, readAt: order.createdAt },
  payment_risk_changed: {
    type: 'payment_risk_changed',
    underReview: true,
    fraudWarning: 'SECRET',
    readAt: order.createdAt,
  },
  refund_requested: { type: 'refund_requested', refund: { ...refund, reason: 'SECRET', requestedBy: 'SECRET' } },
  print_reduced: { type: 'print_reduced', fulfillmentId: fulfillment.id, lines: [] },
  reprint_approved: { type: 'reprint_approved', fulfillmentId: fulfillment.id, by: 'SECRET' },
  claim_opened: { type: 'claim_opened', claim: { ...claim, openedBy: 'SECRET' } },
  claim_decided: { type: 'claim_decided', claim: { ...claim, decidedBy: 'SECRET' } },
  cost_recovered: { type: 'cost_recovered', claimId: claim.id, amount: { amount: 4711, currency: 'USD' } },
  edit_requested: { type: 'edit_requested', edit: { ...edit, metadata: { SECRET: 'SECRET' } } },
  order_edited: { type: 'order_edited', edit: { ...edit, metadata: { SECRET: 'SECRET' } } },
  edit_tried: { type: 'edit_tried', part: 'recipient' },
  edit_refused: { type: 'edit_refused', message: 'SECRET' },
  refund_failed: { type: 'refund_failed', amountRefunded: 0, readAt: order.createdAt },
  refund_started: { type: 'refund_started', attempt: { number: 1, amount: 500, from: 0 } },
  refund_ended: { type: 'refund_ended', number: 1, outcome: 'sent' },
  refund_retried: { type: 'refund_retried', amount: 500 },
  refund_settled: { type: 'refund_settled', cameBack: 500, unsent: 0 },
  cancel_finished: { type: 'cancel_finished' },
  payment_read: { type: 'payment_read', readAt: order.createdAt },
  submission_approved: { type: 'submission_approved', fulfillmentId: fulfillment.id },
  fulfillment_requested: { type: 'fulfillment_requested', fulfillment, reason: 'SECRET' },
  submission_started: {
    type: 'submission_started',
    fulfillmentId: fulfillment.id,
    request: 'SECRET',
    quotedCost: null,
    requestHash: 'SECRET',
  },
  submission_rejected: { type: 'submission_rejected', fulfillmentId: fulfillment.id, message: 'SECRET' },
  fulfillment_updated: {
    type: 'fulfillment_updated',
    fulfillmentId: fulfillment.id,
    from: 'submitted',
    progress: {
      ...fulfillment,
      issues: [{ code: 'SECRET', message: 'SECRET', subject: null, url: null, attention: null }],
    },
  },
  fulfillment_read: { type: 'fulfillment_read', fulfillmentId: fulfillment.id, readAt: order.updatedAt, parcels: [] },
  shipment_updated: {
    type: 'shipment_updated',
    fulfillmentId: fulfillment.id,
    from: null,
    shipment: { ...shipment, trackingUrl: 'javascript:SECRET' },
  },
  shipment_read: {
    type: 'shipment_read',
    fulfillmentId: fulfillment.id,
    shipmentId: shipment.id,
    trackedAt: order.updatedAt,
  },
  cancel_requested: {
    type: 'cancel_requested',
    request: { reason: 'SECRET', at: order.updatedAt, fulfillmentIds: [] },
  },
  cancel_refused: { type: 'cancel_refused', message: 'SECRET' },
  order_closed: { type: 'order_closed', as: 'cancelled', reason: 'SECRET' },
  attention_opened: {
    type: 'attention_opened',
    attention: { ...attention, message: 'SECRET', url: 'https://SECRET.example' },
  },
  attention_resolved: { type: 'attention_resolved', code: attention.code, subject: attention.subject },
  note_added: { type: 'note_added', note: 'SECRET' },
  personal_data_erased: { type: 'personal_data_erased' },
  order_archived: { type: 'order_archived' },
  order_unarchived: { type: 'order_unarchived' },
  status_changed: { type: 'status_changed', from: 'paid', to: 'submitted' },
}
const recorded = recordedFixture(order, Object.values(events)).map((entry) => ({ ...entry, actor: 'admin:SECRET' }))

describe('the history of an order', () => {
  it('given every kind of event, then customers see nothing confidential, and no note (S08)', () => {
    const history = viewHistory(recorded, 'USD', 'customer')
    expect(JSON.stringify(history)).not.toContain('SECRET')
    expect(history.map(({ type }) => type)).not.toContain('note_added')
    expect(new Set(history.map(({ actor }) => actor))).toEqual(new Set(['admin']))
  })

  it('given every kind of event, then admins see reasons, messages and notes, but no request and no script', () => {
    const history = viewHistory(recorded, 'USD', 'admin')
    const details = history.flatMap(({ type, reason, message, note }) => ((reason ?? message ?? note) ? [type] : []))
    expect(details).toEqual([
      'refund_requested',
      'claim_decided',
      'edit_refused',
      'fulfillment_requested',
      'submission_rejected',
      'cancel_requested',
      'cancel_refused',
      'order_closed',
      'attention_opened',
      'note_added',
    ])
    expect(history.find(({ type }) => type === 'submission_started')).toEqual({
      at: order.updatedAt.toISOString(),
      type: 'submission_started',
      actor: 'admin:SECRET',
      fulfillmentId: fulfillment.id,
    })
    expect(history.find(({ type }) => type === 'shipment_updated')?.trackingUrl).toBeNull()
  })

  it('given what the customer was told, then a guest does not read it, and the customer does', () => {
    const notes = (viewer: 'guest' | 'customer') =>
      viewHistory(recorded, 'USD', viewer).flatMap(({ note }) => (note === undefined ? [] : [note]))
    expect(notes('guest')).toEqual([])
    expect(notes('customer')).toEqual(expect.arrayContaining(['With our apologies', 'We are sorry.']))
  })

  it('given a reprint, then customers hear of it once a second person has agreed', () => {
    const asked = {
      ...fulfillment,
      id: 'reprint',
      approval: { requestedBy: 'admin:1', approvedBy: null, recipient: null },
    }
    const request: OrderEvent = { type: 'fulfillment_requested', fulfillment: asked, reason: 'SECRET' }
    const approval: OrderEvent = { type: 'reprint_approved', fulfillmentId: 'reprint', by: 'admin:2' }
    const progress = { ...asked, status: 'cancelled' } as const
    const end: OrderEvent = { type: 'fulfillment_updated', fulfillmentId: 'reprint', from: 'pending', progress }
    const typesOf = (...of: OrderEvent[]) =>
      viewHistory(recordedFixture(order, of), 'USD', 'customer').map(({ type }) => type)
    expect(typesOf(request, end)).toEqual([])
    expect(typesOf(request, approval, end)).toEqual(['fulfillment_requested', 'fulfillment_updated'])
  })

  it.each(['guest', 'customer', 'admin'] as const)('given a %s, then every entry is as the document says', (viewer) => {
    for (const entry of viewHistory(recorded, 'USD', viewer)) expect(HistoryEntry.parse(entry)).toEqual(entry)
  })
})

describe('an order', () => {
  it.each(['guest', 'customer', 'admin'] as const)('given a %s, then it is as the document says', (viewer) => {
    const view = viewOrder(order, viewer)
    expect(OrderView.parse(view)).toEqual(view)
    expect(JSON.stringify(view)).not.toMatch(/art\.example|requestHash|idempotencyKey|checkout\.example/)
  })

  it('given links that no browser should follow, then they are not shown (F95)', () => {
    const bad = (url: string) => ({ ...fulfillment, shipments: [{ ...shipment, trackingUrl: url }] })
    for (const url of [
      'javascript:alert(1)',
      'data:text/html,x',
      '//evil.example',
      ' https://x',
      'file:///etc/passwd',
    ]) {
      const view = viewOrder({ ...order, fulfillments: [bad(url)] }, 'customer')
      expect(view.fulfillments[0]?.shipments[0]?.trackingUrl).toBeNull()
    }
    const good = viewOrder({ ...order, fulfillments: [bad('https://carrier.example/1')] }, 'customer')
    expect(good.fulfillments[0]?.shipments[0]?.trackingUrl).toBe('https://carrier.example/1')
  })
})
