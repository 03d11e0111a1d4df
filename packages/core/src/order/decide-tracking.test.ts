import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  fulfillmentIdOf,
  type OrderScenario,
  parcel,
  snapshot,
  start,
  submitted,
  target,
  told,
} from '../../test/order-scenario.ts'
import type { ShipmentSnapshot } from '../fulfillment/shipment.ts'
import type { CarrierStatus, TrackingSnapshot } from '../tracking/tracking-snapshot.ts'

const hour = 3_600_000
const day = 24 * hour
const sentAt = new Date('2026-01-01T02:00:00Z')
const sent = parcel({ status: 'shipped', carrier: 'DPD', trackingNumber: 'T1', shippedAt: sentAt })
const at = (ms: number) => new Date(sentAt.getTime() + ms)

function shipped(...parcels: readonly ShipmentSnapshot[]): OrderScenario {
  return told(submitted(), { status: 'shipped', shipments: parcels.length > 0 ? parcels : [sent] })
}

function word(status: CarrierStatus, overrides: Partial<TrackingSnapshot> = {}): TrackingSnapshot {
  return { trackerId: 'trk_1', status, message: null, estimatedDeliveryAt: null, deliveredAt: null, ...overrides }
}

function heard(
  scenario: OrderScenario,
  tracking: TrackingSnapshot | null,
  readAt = at(hour),
  { shipmentId = 'shp_1', trackingNumber = 'T1', generation = 1 } = {},
): OrderScenario {
  const fulfillmentId = fulfillmentIdOf(scenario, generation)
  return scenario.when({ type: 'record_tracking', fulfillmentId, shipmentId, trackingNumber, tracking, readAt })
}

const shipmentOf = (scenario: OrderScenario, id = 'shp_1') =>
  scenario.order.fulfillments[0]?.shipments.find((s) => s.id === id)
const codes = ({ order }: OrderScenario) => order.attention.map((a) => a.code)

describe('when a carrier is asked', () => {
  const look = { kind: 'track_shipment', shipmentId: 'shp_1', delayMs: 0 }

  it('given a parcel that is sent with a number, then at once, and not again for the same answer', () => {
    const scenario = shipped()
    expect(scenario.last.effects).toMatchObject([look])
    expect(told(scenario, { status: 'shipped', shipments: [sent] }, '2026-01-01T03:00:00Z').last.effects).toEqual([])
  })

  it('given a number before the parcel is sent, then when it is sent', () => {
    const packed = told(submitted(), { status: 'in_production', shipments: [{ ...sent, status: 'processing' }] })
    expect(packed.last.effects.map((e) => e.kind)).toEqual(['refresh_fulfillment'])
    const left = told(packed, { status: 'shipped', shipments: [sent] }, '2026-01-01T03:00:00Z')
    expect(left.last.effects).toMatchObject([look])
  })

  it('given a number that comes late, then when it comes; given another one, then again', () => {
    const silent = shipped(parcel({ status: 'shipped' }))
    expect(silent.last.effects).toEqual([])
    const numbered = told(silent, { status: 'shipped', shipments: [sent] }, '2026-01-01T03:00:00Z')
    expect(numbered.last.effects).toMatchObject([look])
    const other = [{ ...sent, trackingNumber: 'T2' }]
    expect(told(numbered, { status: 'shipped', shipments: other }, '2026-01-01T04:00:00Z').last.effects).toMatchObject([
      look,
    ])
  })

  it('given an answer to a cancel that shows a parcel on its way, then at once', () => {
    const asked = submitted().when({ type: 'request_cancel', reason: 'asked' })
    const refused = asked.when({
      type: 'record_cancel',
      fulfillmentId: fulfillmentIdOf(asked),
      result: { outcome: 'refused', snapshot: snapshot({ status: 'partially_shipped', shipments: [sent] }) },
      readAt: at(hour),
    })
    expect(refused.last.effects).toContainEqual(expect.objectContaining(look))
  })

  it('given an admin who knows the number, then for that number, and what was said of the old one is forgotten', () => {
    const followed = heard(shipped(), word('in_transit', { estimatedDeliveryAt: at(day) }))
    const edit = { type: 'edit_tracking', shipmentId: null, trackingUrl: null } as const
    const same = followed.when({ ...edit, trackingNumber: 'T1' })
    expect(same.last.effects).toEqual([])
    expect(shipmentOf(same)).toMatchObject({ trackerId: 'trk_1', estimatedDeliveryAt: at(day) })
    const edited = followed.when({ ...edit, trackingNumber: 'T2' })
    expect(edited.last.effects).toMatchObject([look])
    expect(shipmentOf(edited)).toMatchObject({ trackerId: null, estimatedDeliveryAt: null, trackedAt: null })
    const late = heard(edited, word('delivered'), at(2 * hour))
    expect(late.last).toEqual({ events: [], effects: [] })
    expect(late.order.status).toBe('shipped')
  })
})

describe('what a carrier says', () => {
  it('moves the parcel on, with its tracker and its estimate, and looks again in 6 hours', () => {
    const first = heard(shipped(), word('shipped'))
    expect(first.last.effects).toMatchObject([{ kind: 'track_shipment', delayMs: 6 * hour }])
    expect(shipmentOf(first)).toMatchObject({ trackerId: 'trk_1', trackedAt: at(hour) })
    const moving = heard(first, word('in_transit', { estimatedDeliveryAt: at(3 * day) }), at(7 * hour))
    expect(moving.last.effects).toMatchObject([{ kind: 'track_shipment', delayMs: 6 * hour }])
    expect(shipmentOf(moving)).toMatchObject({ status: 'in_transit', estimatedDeliveryAt: at(3 * day) })
    expect(moving.order.status).toBe('shipped')
  })

  it('is asked for every 12 hours after the first day', () => {
    const older = shipped({ ...sent, shippedAt: new Date('2025-12-30T00:00:00Z') })
    const effects = [{ kind: 'track_shipment', delayMs: 12 * hour }]
    expect(heard(older, word('in_transit')).last.effects).toMatchObject(effects)
  })

  it('is kept as read when it is nothing new', () => {
    const moving = heard(shipped(), word('in_transit'))
    const again = heard(moving, word('in_transit'), at(2 * hour))
    expect(again.last.events).toEqual(['shipment_read'])
    expect(shipmentOf(again)?.trackedAt).toEqual(at(2 * hour))
    expect(heard(again, word('in_transit'), at(2 * hour)).last.events).toEqual([])
  })

  it('delivers the order once every parcel has arrived, and asks no more', () => {
    const two = shipped(sent, { ...sent, id: 'shp_2', trackingNumber: 'T2' })
    const one = heard(two, word('delivered', { deliveredAt: at(day) }), at(2 * day))
    expect(one.order.status).toBe('shipped')
    expect(one.last.effects).toEqual([])
    const both = heard(one, word('delivered', { trackerId: 'trk_2' }), at(3 * day), {
      shipmentId: 'shp_2',
      trackingNumber: 'T2',
    })
    expect(both.order.status).toBe('delivered')
    expect([shipmentOf(both)?.deliveredAt, shipmentOf(both, 'shp_2')?.deliveredAt]).toEqual([at(day), at(3 * day)])
  })

  it('F68 given the first parcel came back, when its reprint arrives, then the order is delivered', () => {
    const back = heard(shipped(), word('returned'))
    const reprint = { lines: [], reason: 'came back', needsApproval: false, actor: 'admin:1' } as const
    const again = start(back.when({ type: 'request_reprint', fulfillment: target, recipient: null, ...reprint }), 2)
    expect(again.order.status).toBe('shipped')
    const resent = again.when({
      type: 'record_submission',
      fulfillmentId: fulfillmentIdOf(again, 2),
      result: {
        snapshot: snapshot({ providerOrderId: 'ord_2', status: 'shipped', shipments: [{ ...sent, id: 'shp_9' }] }),
        alreadyExisted: false,
        mismatches: [],
      },
      readAt: at(2 * day),
    })
    expect(resent.order.status).toBe('shipped')
    const arrived = heard(resent, word('delivered'), at(5 * day), {
      shipmentId: 'shp_9',
      trackingNumber: 'T1',
      generation: 2,
    })
    expect(arrived.order.status).toBe('delivered')
  })

  it('asks for a person when something is wrong, and no longer when it arrives after all', () => {
    const wrong = heard(shipped(), word('exception', { message: 'The carrier reports: damaged.' }))
    expect(wrong.order.attention).toMatchObject([
      { code: 'delivery_exception', subject: 'shp_1', message: 'The carrier reports: damaged.' },
    ])
    expect(wrong.last.effects).toMatchObject([{ kind: 'track_shipment' }])
    const seen = wrong.when({ type: 'resolve_attention', code: null })
    expect(codes(heard(seen, word('exception'), at(2 * hour)))).toEqual([])
    const arrived = heard(wrong, word('delivered'), at(day))
    expect(arrived.order).toMatchObject({ status: 'delivered', attention: [] })
  })

  it('ends with a return, which takes the place of what was wrong; the order is not delivered', () => {
    const wrong = heard(shipped(), word('exception'))
    const returned = heard(wrong, word('returned'), at(day))
    expect(codes(returned)).toEqual(['parcel_returned'])
    expect(returned.last.effects).toEqual([])
    expect(returned.order.status).toBe('shipped')
    expect(heard(returned, word('delivered'), at(2 * day)).order).toMatchObject({ status: 'delivered', attention: [] })
  })

  it('asks for a person when what had arrived comes back, and stays delivered', () => {
    const arrived = heard(shipped(), word('delivered'), at(day))
    const back = heard(arrived, word('returned'), at(2 * day))
    expect(back.order).toMatchObject({ status: 'delivered', attention: [{ code: 'parcel_returned' }] })
    expect(codes(heard(arrived, word('returned'), at(hour)))).toEqual([])
  })

  it('is about another parcel when that arrived long before this one was sent: numbers come back', () => {
    const earlier = heard(shipped(), word('delivered', { deliveredAt: at(-30 * day) }))
    expect(earlier.order.status).toBe('shipped')
    expect(shipmentOf(earlier)).toMatchObject({ status: 'shipped', trackerId: 'trk_1', deliveredAt: null })
    expect(earlier.last.effects).toMatchObject([{ kind: 'track_shipment' }])
  })

  it('may be nothing at all, which is asked again', () => {
    const unknown = heard(shipped(), null)
    expect(unknown.last.events).toEqual(['shipment_read'])
    expect(unknown.last.effects).toMatchObject([{ kind: 'track_shipment', delayMs: 6 * hour }])
  })

  it('for 45 days asks for a person once, and is not waited for any longer', () => {
    const longAgo = new Date('2025-11-10T00:00:00Z')
    const scenario = shipped({ ...sent, shippedAt: longAgo })
    const lastDay = heard(scenario, word('in_transit'), new Date(longAgo.getTime() + 45 * day - 1))
    expect(codes(lastDay)).toEqual([])
    const over = heard(lastDay, word('in_transit'), new Date(longAgo.getTime() + 45 * day))
    expect(over.order.attention).toMatchObject([{ code: 'delivery_unknown', subject: 'shp_1' }])
    expect(over.last.effects).toEqual([])
    const seen = over.when({ type: 'resolve_attention', code: 'delivery_unknown' })
    expect(codes(heard(seen, word('in_transit'), new Date(longAgo.getTime() + 46 * day)))).toEqual([])
    expect(codes(heard(over, word('delivered'), new Date(longAgo.getTime() + 46 * day)))).toEqual([])
    expect(codes(over.when({ type: 'mark_delivered', shipmentId: null }))).toEqual([])
  })

  it('names a parcel by its print, too, when an earlier print has one of the same id', () => {
    const first = shipped()
    const asked = first.when({
      type: 'request_reprint',
      fulfillment: { provider: 'prodigi', livemode: false },
      lines: [],
      reason: 'lost',
      recipient: null,
      needsApproval: false,
      actor: 'admin:1',
    })
    const again = start(asked, 2)
    const second = again.when({
      type: 'record_submission',
      fulfillmentId: fulfillmentIdOf(again, 2),
      result: {
        snapshot: snapshot({ providerOrderId: 'ord_2', status: 'shipped', shipments: [sent] }),
        alreadyExisted: false,
        mismatches: [],
      },
      readAt: at(hour),
    })
    const wrong = heard(heard(second, word('exception')), word('exception'), at(hour), { generation: 2 })
    expect(wrong.order.attention.map((a) => a.subject)).toEqual(['shp_1', 'shp_1 of print 2'])
    const arrived = heard(wrong, word('delivered'), at(day))
    expect(arrived.order.attention.map((a) => a.subject)).toEqual(['shp_1 of print 2'])
  })

  it('is refused for a parcel that the order has not', () => {
    expect(heard(shipped(), word('delivered'), at(hour), { shipmentId: 'shp_9' }).refused).toBe('shipment_not_found')
  })

  it('is not wiped by a print provider that never asked the carrier', () => {
    const moving = heard(shipped(), word('out_for_delivery', { estimatedDeliveryAt: at(day) }))
    const later = told(moving, { status: 'shipped', shipments: [sent] }, '2026-01-03T00:00:00Z')
    expect(shipmentOf(later)).toMatchObject({
      status: 'out_for_delivery',
      trackerId: 'trk_1',
      estimatedDeliveryAt: at(day),
      trackedAt: at(hour),
    })
  })
})

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const days = fc.integer({ min: 1, max: 5 }).map((n) => at(n * day))
const readings = fc.array(
  fc.record({
    readAt: fc.integer({ min: 1, max: 4 }).map((n) => at(n * hour)),
    tracking: optional(
      fc.record({
        trackerId: fc.constantFrom('trk_1', 'trk_2'),
        status: fc.constantFrom<CarrierStatus>(
          'shipped',
          'in_transit',
          'out_for_delivery',
          'exception',
          'returned',
          'delivered',
        ),
        message: fc.constant(null),
        estimatedDeliveryAt: optional(days),
        deliveredAt: optional(days),
      }),
    ),
  }),
  { minLength: 1, maxLength: 6 },
)

describe('INV-7 any permutation and duplication of the same readings, with answers of the print provider between them', () => {
  it('ends in the same parcel, no status falls, and what is wrong asks for a person', () => {
    const permuted = readings.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 })),
    )
    fc.assert(
      fc.property(permuted, fc.boolean(), ([list, shuffled], interleaved) => {
        const end = (order: typeof list, asksPrinter: boolean) =>
          order.reduce((scenario, { tracking, readAt }) => {
            const next = heard(scenario, tracking, readAt)
            return asksPrinter ? told(next, { status: 'shipped', shipments: [sent] }) : next
          }, shipped())
        const [a, b] = [end(list, false), end(shuffled, interleaved)]
        expect(shipmentOf(b)).toEqual(shipmentOf(a))
        expect(b.order.status).toBe(a.order.status)
        const status = shipmentOf(b)?.status
        expect(codes(b).includes('delivery_exception')).toBe(status === 'exception')
        if (status === 'returned') expect(codes(b)).toContain('parcel_returned')
        const statuses = b.history.flatMap((e) => (e.type === 'shipment_updated' ? [[e.from, e.shipment.status]] : []))
        for (const [from, to] of statuses) expect(rank(to)).toBeGreaterThanOrEqual(rank(from))
      }),
      { numRuns: 500 },
    )
  })
})

function rank(status: string | null | undefined): number {
  return ['processing', 'shipped', 'in_transit', 'out_for_delivery', 'exception', 'returned', 'delivered'].indexOf(
    status ?? 'processing',
  )
}
