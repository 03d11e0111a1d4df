import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parcel, snapshot, submitted, told } from '../../test/order-scenario.ts'
import type { FulfillmentIssue, FulfillmentSnapshot, ProviderFulfillmentStatus } from '../fulfillment/fulfillment.ts'
import { mergeFulfillment } from '../fulfillment/merge-fulfillment.ts'
import { progressEvents } from './decide-fulfillment.ts'
import { deriveOrderStatus } from './derive-order-status.ts'

const sent = parcel({ status: 'shipped', trackingNumber: 'PH1', shippedAt: new Date('2026-01-01T02:00:00Z') })
const issue = (attention: FulfillmentIssue['attention'], code = 'x'): FulfillmentIssue => ({
  code,
  message: 'Something is wrong.',
  subject: null,
  url: null,
  attention,
})

describe('what the print provider says', () => {
  it('moves the order on, parcel by parcel', () => {
    const producing = told(submitted(), { status: 'in_production' })
    expect(producing.order.status).toBe('in_production')
    const partly = told(producing, { status: 'partially_shipped', shipments: [sent, parcel({ id: 'shp_2' })] })
    expect(partly.last.events).toEqual([
      'fulfillment_updated',
      'shipment_updated',
      'shipment_updated',
      'status_changed',
    ])
    expect(partly.order.status).toBe('partially_shipped')
  })

  it('F61 takes complete for shipped, never for delivered', () => {
    expect(told(submitted(), { status: 'shipped', shipments: [sent] }).order.status).toBe('shipped')
  })

  it('F51 never goes back when answers come late', () => {
    const shipped = told(submitted(), { status: 'shipped', shipments: [sent] }, '2026-01-01T03:00:00Z')
    const late = told(shipped, { status: 'in_production', shipments: [parcel()] }, '2026-01-01T02:00:00Z')
    expect(late.last.events).toEqual([])
    expect(late.order).toMatchObject({ status: 'shipped', fulfillments: [{ shipments: [{ trackingNumber: 'PH1' }] }] })
  })

  it('F51 takes what it has heard before for no news, and an older answer that comes later for none either', () => {
    const described = (trackingNumber: string) =>
      ({ status: 'in_production', shipments: [parcel({ trackingNumber })] }) as const
    const first = told(submitted(), described('PH1'), '2026-01-01T02:00:00Z')
    const again = told(first, described('PH1'), '2026-01-01T04:00:00Z')
    expect(again.last.events).toEqual(['fulfillment_read'])
    expect(told(again, described('PH0'), '2026-01-01T03:00:00Z').last.events).toEqual([])
    expect(told(again, described('PH2'), '2026-01-01T05:00:00Z').last.events).toContain('shipment_updated')
  })

  it('F51 takes it for no news in whatever order a database gives its fields back', () => {
    const answer = snapshot({ status: 'in_production', shipments: [parcel()] })
    const [known] = told(submitted(), answer).order.fulfillments
    if (!known) throw new Error('There is a print.')
    const stored = { ...known, shipments: known.shipments.map(({ id, status, ...rest }) => ({ ...rest, status, id })) }
    const readAt = new Date('2026-01-01T04:00:00Z')
    expect(progressEvents(stored, mergeFulfillment(stored, answer, readAt))).toEqual([
      { type: 'fulfillment_read', fulfillmentId: known.id, readAt, parcels: [{ id: 'shp_1', readAt }] },
    ])
  })

  it('F42 leaves a held order alone that is not shown, and looks again', () => {
    const held = told(submitted({ status: 'on_hold' }), null)
    expect(held.order).toMatchObject({ status: 'submitted', attention: [] })
    expect(held.last.effects).toMatchObject([{ kind: 'refresh_fulfillment' }])
  })

  it('F42 asks for a person when a hold does not end, until it does', () => {
    let held = submitted({ status: 'on_hold' })
    for (let minutes = 0; minutes < 60 * 48; minutes += 1) held = held.when({ type: 'add_note', note: '.' })
    expect(told(held, null).order.attention.map((a) => a.code)).toEqual(['held_too_long'])
    const shown = told(held, { status: 'on_hold' })
    expect(shown.order.attention.map((a) => a.code)).toEqual(['held_too_long'])
    expect(told(shown, { status: 'submitted' }).order.attention).toEqual([])
  })

  it('does not open a reason again that a person has resolved while its issue lasts', () => {
    const stuck = told(submitted(), { issues: [issue('provider_issue')] })
    const seen = stuck.when({ type: 'resolve_attention', code: 'provider_issue' })
    expect(told(seen, { issues: [issue('provider_issue')] }, '2026-01-01T02:10:00Z').order.attention).toEqual([])
  })

  it('F47 asks for a person when an accepted order is not shown, until it is', () => {
    const missing = told(submitted(), null)
    expect(missing.order.attention.map((a) => a.code)).toEqual(['provider_order_missing'])
    expect(told(missing, { status: 'submitted' }).order.attention).toEqual([])
  })

  it('F47 does not ask again about an order that is not shown and that a person has looked at, until it was seen meanwhile', () => {
    const codesOf = (scenario: ReturnType<typeof told>) => scenario.order.attention.map((a) => a.code)
    const looked = told(submitted(), null).when({ type: 'resolve_attention', code: null })
    const still = told(looked, null, '2026-01-01T03:00:00Z')
    expect([codesOf(still), still.last.events]).toEqual([[], []])
    expect(still.last.effects).toMatchObject([{ kind: 'refresh_fulfillment' }])
    const seen = told(still, { status: 'submitted' }, '2026-01-01T04:00:00Z')
    expect(codesOf(seen)).toEqual([])
    expect(codesOf(told(seen, null, '2026-01-01T05:00:00Z'))).toEqual(['provider_order_missing'])
  })

  it('INV-7 F47 given it was seen since it was not shown, then the older answer opens nothing', () => {
    const seen = told(submitted(), { status: 'in_production' }, '2026-01-01T03:00:00Z')
    expect(told(seen, null, '2026-01-01T02:00:00Z').order.attention).toEqual([])
  })

  it('F47 given it is not shown, then what else is wrong with it is not forgotten', () => {
    const stuck = told(submitted(), { issues: [issue('asset_failed')] })
    const missing = told(stuck, null, '2026-01-01T03:00:00Z')
    expect(missing.order.attention.map((a) => a.code)).toEqual(['asset_failed', 'provider_order_missing'])
  })

  it('F43 F62 F64 opens the reasons that the issues give, and closes them when they are gone', () => {
    const stuck = told(submitted(), { issues: [issue('asset_failed'), issue('asset_failed', 'y'), issue(null)] })
    expect(stuck.order.attention.map((a) => a.code)).toEqual(['asset_failed'])
    const again = told(stuck, { issues: [issue('provider_payment_required')] }, '2026-01-01T02:10:00Z')
    expect(again.order.attention.map((a) => a.code)).toEqual(['provider_payment_required'])
    expect(told(again, {}, '2026-01-01T02:20:00Z').order.attention).toEqual([])
  })

  it('F69 asks for a person when the provider cancels by itself', () => {
    const dropped = told(submitted(), { status: 'cancelled' })
    expect(dropped.order).toMatchObject({ status: 'submitted', attention: [{ code: 'provider_order_cancelled' }] })
  })

  it('F57 asks for a person when one of several parcels is cancelled', () => {
    const shipments = [parcel({ status: 'cancelled' }), parcel({ id: 'shp_2' })]
    expect(told(submitted(), { shipments }).order.attention.map((a) => a.code)).toEqual(['partially_cancelled'])
  })

  it('F52 looks again after 15 minutes at first and every 6 hours at last', () => {
    expect(submitted().last.effects).toMatchObject([{ delayMs: 15 * 60_000 }])
    let scenario = submitted()
    for (let minutes = 0; minutes < 60 * 30; minutes += 1) scenario = scenario.when({ type: 'add_note', note: '.' })
    expect(told(scenario, { status: 'in_production' }).last.effects).toMatchObject([{ delayMs: 6 * 3_600_000 }])
  })
})

const statuses: ProviderFulfillmentStatus[] = [
  'on_hold',
  'submitted',
  'in_production',
  'partially_shipped',
  'shipped',
  'cancelled',
]
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const answers = fc.array(
  fc.record({
    readAtMs: fc.integer({ min: 1, max: 6 }),
    snapshot: fc.record({
      providerOrderId: fc.constant('ord_1'),
      status: fc.constantFrom(...statuses),
      issues: fc.array(fc.constantFrom(issue('asset_failed', 'a'), issue(null, 'b')), { maxLength: 2 }),
      shipments: fc.uniqueArray(
        fc.record({
          id: fc.constantFrom('shp_1', 'shp_2'),
          status: fc.constantFrom('processing' as const, 'shipped' as const, 'cancelled' as const),
          carrier: optional(fc.constantFrom('DPD', 'USPS')),
          service: fc.constant(null),
          trackingNumber: optional(fc.constantFrom('1', '2')),
          trackingUrl: fc.constant(null),
          itemIds: fc.constant([]),
          shippedAt: optional(fc.constantFrom(new Date(1), new Date(2))),
          deliveredAt: fc.constant(null),
        }),
        { selector: (s) => s.id, maxLength: 2 },
      ),
    }),
  }),
  { minLength: 1, maxLength: 6 },
)

describe('INV-7 any permutation and duplication of the same answers', () => {
  it('ends in the same print, and no status ever falls', () => {
    const permuted = answers.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 })),
    )
    fc.assert(
      fc.property(permuted, ([list, shuffled]) => {
        const end = (order: typeof list) =>
          order.reduce(
            (scenario, answer) =>
              told(scenario, answer.snapshot, new Date(Date.UTC(2027, 0, 1, 0, answer.readAtMs)).toISOString()),
            submitted(),
          )
        const [a, b] = [end(list), end(shuffled)]
        const view = (s: typeof a) => s.order.fulfillments.map(({ readAt: _, ...rest }) => rest)
        expect(view(b)).toEqual(view(a))
        expect(deriveOrderStatus(b.order)).toBe(deriveOrderStatus(a.order))
      }),
      { numRuns: 500 },
    )
  })
})

it('merges nothing into something without losing it', () => {
  const full: FulfillmentSnapshot = snapshot({ shipments: [sent] })
  const once = told(submitted(), full)
  expect(told(once, full).last.events).toEqual([])
})
