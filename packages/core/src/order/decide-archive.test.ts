import { describe, expect, it } from 'vitest'
import {
  checkedOut,
  fulfillmentIdOf,
  type OrderScenario,
  openDispute,
  paid,
  parcel,
  pay,
  submitted,
  target,
} from '../../test/order-scenario.ts'
import { money } from '../money/money.ts'
import type { OrderCommand } from './order-commands.ts'
import { isQuiet } from './quiet-events.ts'

const minute = 60_000
/** The scenario's clock moves a minute at each command. */
const archive: OrderCommand = { type: 'archive_order', afterMs: minute }

const shipped = () => submitted({ status: 'shipped', shipments: [parcel({ status: 'shipped', trackingNumber: 'T1' })] })
const delivered = () => shipped().when({ type: 'mark_delivered', shipmentId: null })
const archived = () => delivered().when(archive)

const note: OrderCommand = { type: 'add_note', note: 'The customer called.' }
const claim = { id: 'claim-1', kind: 'claim', reason: 'damaged', description: null, photos: [], lines: [] } as const
const later = new Date(Date.UTC(2026, 5, 1))

describe('archiving an order', () => {
  it.each<[string, () => OrderScenario]>([
    ['delivered', delivered],
    ['shipped', shipped],
    ['expired', () => checkedOut().when({ type: 'expire_order' })],
    ['refunded', () => delivered().when(pay({ amountRefunded: 10_700 }, later))],
  ])('given it is %s and nothing is to be done, then it is archived, and again changes nothing', (_, given) => {
    const after = given().when(archive)
    expect(after.last).toEqual({ events: ['order_archived'], effects: [] })
    expect(after.order.archivedAt).toEqual(after.order.updatedAt)
    expect(after.when(archive).last.events).toEqual([])
  })

  it.each<[string, () => OrderScenario]>([
    ['it is not paid', checkedOut],
    ['it is only paid', paid],
    ['it is printed', submitted],
    ['a claim is open', () => delivered().when({ type: 'open_claim', claim, actor: 'guest' })],
    ['the bank claims the money back', () => delivered().when(pay({ dispute: openDispute }, later))],
    [
      'the bank claims it back, and a person has seen that',
      () =>
        delivered()
          .when(pay({ dispute: openDispute }, later))
          .when({ type: 'resolve_attention', code: null }),
    ],
    [
      'money is to go back',
      () =>
        delivered().when({
          type: 'request_refund',
          refundId: 'r1',
          scope: { kind: 'full' },
          reason: 'late',
          note: null,
          actor: 'admin:1',
        }),
    ],
    ['a reprint is asked for', () => reprinted(delivered())],
  ])('given %s, then it is refused', (_, given) => {
    const before = given()
    const after = before.when(archive)
    expect([after.refused, after.order]).toEqual(['not_over', before.order])
  })

  it('given something happened to it since, then it is refused until it has rested', () => {
    const given = delivered().when(note)
    const twoMinutes: OrderCommand = { type: 'archive_order', afterMs: 2 * minute }
    const refused = given.when(twoMinutes)
    expect(refused.refused).toBe('changed_lately')
    expect(refused.when(twoMinutes).order.archivedAt).not.toBeNull()
  })
})

describe('an order in the archive', () => {
  it.each<[string, OrderCommand]>([
    ['a note', note],
    ['a late refund at the provider', pay({ amountRefunded: 500 }, later)],
    ['a dispute', pay({ dispute: openDispute }, later)],
    ['a claim', { type: 'open_claim', claim, actor: 'guest' }],
    [
      'a refund',
      {
        type: 'request_refund',
        refundId: 'r1',
        scope: { kind: 'amount', amount: money(500, 'USD') },
        reason: 'late',
        note: null,
        actor: 'admin:1',
      },
    ],
    ['another tracking number', { type: 'edit_tracking', shipmentId: null, trackingNumber: 'T2', trackingUrl: null }],
    ['a reason for attention', { type: 'open_attention', reason: { code: 'retries_exhausted', message: 'Look.' } }],
  ])('given %s, then it comes back, as the last that is told of it', (_, command) => {
    const after = archived().when(command)
    expect(after.last.events.at(-1)).toBe('order_unarchived')
    expect(after.order.archivedAt).toBeNull()
  })

  it('given a parcel of it is told of by the carrier, then it comes back', () => {
    const given = shipped().when(archive)
    const fulfillmentId = fulfillmentIdOf(given)
    const after = given.when({
      type: 'record_tracking',
      fulfillmentId,
      shipmentId: 'shp_1',
      trackingNumber: 'T1',
      tracking: {
        trackerId: 'trk_1',
        status: 'delivered',
        message: null,
        estimatedDeliveryAt: null,
        deliveredAt: later,
      },
      readAt: later,
    })
    expect(after.order).toMatchObject({ status: 'delivered', archivedAt: null })
    expect(after.last.events).toEqual(['shipment_updated', 'status_changed', 'order_unarchived'])
  })

  it('given the provider is asked and says nothing new, or its customer is forgotten, then it stays', () => {
    const read = archived().when(pay({}, later))
    expect(read.last.events).toEqual(['payment_read'])
    expect(read.history.slice(-1).every(isQuiet)).toBe(true)
    const erased = read.when({ type: 'erase_personal_data' })
    expect(erased.last.events).toEqual(['personal_data_erased'])
    expect(erased.order.archivedAt).not.toBeNull()
  })

  it('given a command is refused, then it stays', () => {
    const after = archived().when({ type: 'request_cancel', reason: 'too late' })
    expect([after.refused, after.order.archivedAt === null]).toEqual(['already_shipped', false])
  })

  it('given it came back and rested, then it is archived again', () => {
    expect(archived().when(note).when(archive).order.archivedAt).not.toBeNull()
  })
})

function reprinted(given: OrderScenario): OrderScenario {
  return given.when({
    type: 'request_reprint',
    fulfillment: target,
    lines: [],
    reason: 'lost',
    recipient: null,
    needsApproval: false,
    actor: 'admin:1',
  })
}
