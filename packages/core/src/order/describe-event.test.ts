import { orderFixture, recordedFixture } from '@quoin/testing'
import { describe, expect, it } from 'vitest'
import { describeEvent } from './describe-event.ts'
import { evidenceOf } from './evidence.ts'
import type { OrderEvent } from './order-events.ts'

const order = orderFixture()
const [print] = order.fulfillments
const [parcel] = print?.shipments ?? []
const [claim] = order.claims
if (!print || !parcel || !claim) throw new Error('The fixture has lost its parts.')
const at = order.updatedAt
const delivered = { ...parcel, status: 'delivered', deliveredAt: at } as const

describe('describeEvent', () => {
  it.each<[string, OrderEvent]>([
    ['Ordered: 2 × Fine art print, 16 × 24 in, 1 × Framed print, 16 × 20 in.', { type: 'order_created', order }],
    ['Refunded so far: 5.00 USD.', { type: 'payment_refunded', amountRefunded: 500, readAt: at }],
    ['A claim was made: wrong item.', { type: 'claim_opened', claim: { ...claim, reason: 'wrong_item' } }],
    ['The claim was decided: refund.', { type: 'claim_decided', claim }],
    [
      'Parcel shp_1 (DPD 15501234567890) was delivered.',
      { type: 'shipment_updated', fulfillmentId: print.id, from: 'in_transit', shipment: delivered },
    ],
    [
      'Parcel shp_1 (DPD 15501234567890): its tracking was changed.',
      { type: 'shipment_updated', fulfillmentId: print.id, from: 'in_transit', shipment: parcel },
    ],
    [
      'The order was changed: to Ada Lovelace, 12 St James’s Square, Flat "B", London, SW1Y 4JH, GB.',
      {
        type: 'order_edited',
        edit: {
          ...(order.shippingAddress && { recipient: order.shippingAddress }),
          ...{ id: 'edit-1', tried: null },
          requestedBy: 'admin:1',
          requestedAt: at,
        },
      },
    ],
    ['Another print of it was asked for.', { type: 'fulfillment_requested', fulfillment: print, reason: 'SECRET' }],
    ['A refund was decided: 5.00 USD.', { type: 'refund_requested', refund: { ...refundOf(), reason: 'SECRET' } }],
  ])('given what it tells, then it is: %s', (text, event) => {
    expect(describeEvent(event, order)).toBe(text)
  })

  it.each<OrderEvent>([
    { type: 'note_added', note: 'SECRET' },
    { type: 'cost_recovered', claimId: claim.id, amount: { amount: 300, currency: 'USD' } },
    { type: 'reprint_approved', fulfillmentId: print.id, by: 'admin:2' },
    { type: 'payment_risk_changed', underReview: true, fraudWarning: 'SECRET', readAt: at },
    { type: 'fulfillment_updated', fulfillmentId: print.id, from: print.status, progress: print },
  ])('given $type, which is the shop’s own or nothing new, then nothing is told (S08)', (event) => {
    expect(describeEvent(event, order)).toBeNull()
  })
})

describe('evidenceOf', () => {
  const recorded = (actor: string, event: OrderEvent) =>
    recordedFixture(order, [event]).map((entry) => ({ ...entry, actor }))
  const shipment = (status: 'in_transit' | 'delivered', from: 'shipped' | 'in_transit' | 'delivered') =>
    ({ type: 'shipment_updated', fulfillmentId: print.id, from, shipment: { ...parcel, status } }) as const

  it('given a parcel that arrived, then it says who said so first, and not who corrected its tracking later', () => {
    const arrived = { ...order, fulfillments: [{ ...print, shipments: [delivered] }] }
    const history = [
      ...recorded('prodigi', shipment('in_transit', 'shipped')),
      ...recorded('easypost', shipment('delivered', 'in_transit')),
      ...recorded('admin:1', shipment('delivered', 'delivered')),
    ]
    expect(evidenceOf(arrived, history, at).parcels).toMatchObject([
      { id: 'shp_1', status: 'delivered', deliveredAt: at, deliveredBy: 'easypost', isReprint: true },
    ])
  })

  it('given another address after a parcel has left, then it says where that parcel went', () => {
    const [old, elsewhere] = ['1 Old Road', '2 New Road'].map((line1) => ({ ...addressOf(), line1 }))
    if (!old || !elsewhere) throw new Error('There are two of them.')
    const edited = (recipient: typeof old): OrderEvent => ({
      type: 'order_edited',
      edit: { id: 'edit-1', tried: null, recipient, requestedBy: 'admin:1', requestedAt: at },
    })
    const left = shipment('in_transit', 'shipped')
    const again = { ...order, shippingAddress: elsewhere, fulfillments: [{ ...print, shipments: [parcel] }] }
    const history = [
      ...recorded('system', { type: 'order_created', order }),
      ...recorded('customer:1', edited(old)),
      ...recorded('prodigi', { ...left, from: null, shipment: { ...parcel, status: 'processing' } }),
      ...recorded('prodigi', left),
      ...recorded('admin:1', edited(elsewhere)),
      ...recorded('prodigi', left),
    ]
    const evidence = evidenceOf(again, history, at)
    expect([evidence.shippingAddress?.line1, evidence.parcels[0]?.sentTo?.line1]).toEqual(['2 New Road', '1 Old Road'])
    const waiting = {
      ...again,
      fulfillments: [{ ...print, shipments: [{ ...parcel, status: 'processing' as const }] }],
    }
    expect(evidenceOf(waiting, history.slice(0, 3), at).parcels[0]?.sentTo).toBeNull()
  })

  it('given parcels under way, then nobody has said that they arrived', () => {
    const parcels = evidenceOf(order, recorded('easypost', shipment('delivered', 'in_transit')), at).parcels
    expect(parcels.map(({ deliveredBy }) => deliveredBy)).toEqual([null, null])
  })

  it('given what the shop has among itself, then none of it is evidence (S08)', () => {
    const secret = { ...order, refunds: order.refunds.map((refund) => ({ ...refund, reason: 'SECRET' })) }
    const evidence = evidenceOf(secret, recorded('admin:1', { type: 'note_added', note: 'SECRET' }), at)
    expect(JSON.stringify(evidence)).not.toMatch(/SECRET|recovered|approval|charges|requestedBy|decidedBy/)
  })
})

function addressOf() {
  if (!order.shippingAddress) throw new Error('The fixture has lost its parts.')
  return order.shippingAddress
}

function refundOf() {
  const [refund] = order.refunds
  if (!refund) throw new Error('The fixture has lost its parts.')
  return refund
}
