import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  address,
  basisOf,
  checkedOut,
  openDispute,
  paid,
  parcel,
  pay,
  snapshot,
  submitted,
  target,
} from '../../test/order-scenario.ts'
import { money } from '../money/money.ts'
import { isOver } from './derive-order-status.ts'
import { foldEvents } from './fold-events.ts'
import { isAtRest } from './is-at-rest.ts'
import type { OrderCommand } from './order-commands.ts'
import type { OrderEvent } from './order-events.ts'
import { canMove, fulfillmentTransitions, orderTransitions, paymentTransitions } from './order-transitions.ts'

const readAt = fc.integer({ min: 0, max: 20 }).map((minute) => new Date(Date.UTC(2026, 0, 1, 1, minute)))
const fulfillmentId = fc.constantFrom(...Array.from({ length: 12 }, (_, step) => `id-${step}-1`))
const providerSays = fc
  .record({
    status: fc.constantFrom('on_hold', 'submitted', 'in_production', 'partially_shipped', 'shipped', 'cancelled'),
    shipment: fc.constantFrom('processing', 'shipped', 'cancelled'),
  })
  .map(({ status, shipment }) => snapshot({ status, shipments: [parcel({ status: shipment, trackingNumber: 'T1' })] }))

const disputes = (['inquiry', 'open', 'won', 'lost', 'closed'] as const).map((status) => ({ ...openDispute, status }))

/** What people come up with after the sale. */
function afterSales(): OrderCommand[] {
  const by = { reason: 'because', note: null, actor: 'admin:1' } as const
  const line = [{ itemId: 'item-1', quantity: 1 }]
  const claim = { id: 'claim-1', kind: 'claim', reason: 'damaged', description: null, photos: [], lines: line } as const
  const print = { fulfillment: target, lines: line, reason: 'lost', recipient: null, actor: 'admin:1' } as const
  return [
    { type: 'request_refund', refundId: 'r1', scope: { kind: 'full' }, ...by },
    { type: 'request_refund', refundId: 'r2', scope: { kind: 'amount', amount: money(500, 'USD') }, ...by },
    { type: 'request_refund', refundId: 'r3', scope: { kind: 'lines', lines: line, shipping: false }, ...by },
    { type: 'request_refund', refundId: 'r4', scope: { kind: 'lines', lines: line, shipping: true }, ...by },
    { type: 'request_refund', refundId: 'r5', scope: { kind: 'cancelled_lines' }, ...by },
    { type: 'request_reprint', needsApproval: false, ...print },
    { type: 'request_reprint', needsApproval: true, ...print },
    { type: 'open_claim', claim, actor: 'guest' },
    ...(['refund', 'reprint', 'reject'] as const).map(
      (decision): OrderCommand => ({
        type: 'decide_claim',
        claimId: 'claim-1',
        decision,
        note: null,
        fulfillment: target,
        needsApproval: false,
        actor: 'admin:1',
      }),
    ),
    {
      type: 'request_edit',
      change: { recipient: { ...address, line1: '2 Harbour Road' } },
      fulfillment: target,
      actor: 'guest',
    },
  ]
}

/** Any command at any time: what a person, a provider or a zombie of a worker may come up with. */
const commands: fc.Arbitrary<OrderCommand> = fc.oneof(
  fc
    .record({
      money: fc.constantFrom('none', 'processing', 'captured', 'captured', 'failed'),
      state: fc.constantFrom('open', 'complete', 'expired'),
      amountRefunded: fc.constantFrom(0, 0, 0, 500, 10_700),
      dispute: fc.constantFrom(null, null, null, ...disputes),
      underReview: fc.boolean(),
      fraudWarning: fc.constantFrom(null, null, 'misc'),
      total: fc.constantFrom(10_700, 10_700, 10_700, 1).map((amount) => money(amount, 'USD')),
    })
    .chain((facts) => readAt.map((at) => pay(facts, at))),
  fulfillmentId.map(
    (id): OrderCommand => ({
      type: 'start_submission',
      fulfillmentId: id,
      request: id,
      requestHash: id,
      basis: '',
      quotedCost: null,
      livemode: false,
    }),
  ),
  fc.record({ id: fulfillmentId, says: providerSays, readAt }).map(
    ({ id, says, readAt }): OrderCommand => ({
      type: 'record_submission',
      fulfillmentId: id,
      result: { snapshot: says, alreadyExisted: false, mismatches: [] },
      readAt,
    }),
  ),
  fulfillmentId.map(
    (id): OrderCommand => ({ type: 'reject_submission', fulfillmentId: id, message: 'no', path: null }),
  ),
  fc.record({ id: fulfillmentId, says: fc.option(providerSays), readAt }).map(
    ({ id, says, readAt }): OrderCommand => ({
      type: 'record_fulfillment',
      fulfillmentId: id,
      snapshot: says,
      readAt,
    }),
  ),
  fc
    .record({
      id: fulfillmentId,
      outcome: fc.constantFrom('cancelled', 'partial', 'refused'),
      says: fc.option(providerSays),
      readAt,
    })
    .map(
      ({ id, outcome, says, readAt }): OrderCommand => ({
        type: 'record_cancel',
        fulfillmentId: id,
        result: { outcome, snapshot: says },
        readAt,
      }),
    ),
  fc.constantFrom<OrderCommand>(
    { type: 'request_cancel', reason: 'because' },
    { type: 'finish_cancel', refused: [] },
    { type: 'expire_order' },
    { type: 'expire_order', checkoutId: null },
    { type: 'submit_order', fulfillment: target },
    { type: 'retry_order', fulfillment: target },
    { type: 'mark_delivered', shipmentId: null },
    { type: 'edit_tracking', shipmentId: null, trackingNumber: 'T2', trackingUrl: null },
    { type: 'resolve_attention', code: null },
    { type: 'start_refund' },
    { type: 'reject_refund', number: 1 },
    { type: 'archive_order', afterMs: 0 },
    { type: 'archive_order', afterMs: 0 },
    ...afterSales(),
  ),
  fc
    .record({
      part: fc.constantFrom('recipient', 'shippingMethod'),
      outcome: fc.constantFrom('taken', 'refused', 'tried', 'finished'),
      steps: fc.integer({ min: 2, max: 16 }),
    })
    .map(({ part, outcome, steps }): OrderCommand => {
      const editId = `id-${steps}-1`
      if (outcome === 'tried') return { type: 'try_edit', editId, part }
      if (outcome === 'finished') return { type: 'finish_edit', editId }
      return { type: 'record_edit', editId, part, outcome, message: null }
    }),
  fc
    .record({ number: fc.constantFrom(1, 1, 2), amountRefunded: fc.constantFrom(0, 500, 10_700), readAt })
    .map(({ number, amountRefunded, readAt }): OrderCommand => {
      return { type: 'record_refund', number, reading: pay({ amountRefunded }, readAt) }
    }),
  fc
    .record({
      id: fulfillmentId,
      status: fc.constantFrom('shipped', 'in_transit', 'exception', 'returned', 'delivered'),
      knows: fc.boolean(),
      readAt,
    })
    .map(
      ({ id, status, knows, readAt }): OrderCommand => ({
        type: 'record_tracking',
        fulfillmentId: id,
        shipmentId: 'shp_1',
        trackingNumber: 'T1',
        tracking: knows
          ? { trackerId: 'trk_1', status, message: null, estimatedDeliveryAt: readAt, deliveredAt: null }
          : null,
        readAt,
      }),
    ),
  fulfillmentId.map((id): OrderCommand => ({ type: 'approve_reprint', fulfillmentId: id, actor: 'admin:2' })),
)

const beginnings = fc.constantFrom(checkedOut, checkedOut, paid, submitted, () =>
  submitted({
    status: 'shipped',
    shipments: [parcel({ status: 'shipped', trackingNumber: 'T1', itemIds: ['item-1'] })],
  }),
)

describe('any commands in any order', () => {
  it('INV-1 INV-7 INV-11 INV-13 INV-17 keep every promise about the order', () => {
    fc.assert(
      fc.property(beginnings, fc.array(commands, { maxLength: 16 }), (begin, list) => {
        let scenario = begin()
        for (const command of list) {
          const before = scenario.order
          scenario = scenario.when(
            command.type === 'start_submission'
              ? { ...command, basis: basisOf(scenario, command.fulfillmentId) }
              : command,
          )
          const after = scenario.order

          for (const [from, to, table] of [
            [before.status, after.status, orderTransitions],
            [before.paymentStatus, after.paymentStatus, paymentTransitions],
          ] as const) {
            const allowed = from === to || reachable(table, from).has(to)
            expect(allowed, `${from} to ${to} by ${command.type}`).toBe(true)
          }
          for (const print of after.fulfillments) {
            const known = before.fulfillments.find((f) => f.id === print.id)
            if (!known) continue
            expect(known.status === print.status || canMove(fulfillmentTransitions, known.status, print.status)).toBe(
              true,
            )
            expect(print.idempotencyKey).toBe(known.idempotencyKey)
            if (known.request !== null) expect(print.request).toBe(known.request)
          }
          expect(new Set(after.fulfillments.map((f) => f.idempotencyKey)).size).toBe(after.fulfillments.length)
          // A further print is made only after every earlier one is over.
          const last = after.fulfillments.at(-1)
          if (after.fulfillments.length > before.fulfillments.length) {
            // Unless a person asked for it, knowing of the one before (F68).
            if (last?.replaces === null) for (const earlier of before.fulfillments) expect(isOver(earlier)).toBe(true)
            expect(last?.generation).toBe(after.fulfillments.length)
          }
          const { amountCaptured, amountRefunded } = after.payment
          const { target, cameBack, settled, attempt, attempts } = after.refundBalance
          expect(Math.min(target, cameBack, settled)).toBeGreaterThanOrEqual(0)
          expect(target).toBeLessThanOrEqual(Math.max(amountCaptured, amountRefunded))
          expect(attempts).toBeGreaterThanOrEqual(before.refundBalance.attempts)
          // What is sent under a number never changes, and is never more than there is.
          const tried = before.refundBalance.attempt
          if (attempt && attempt.number === tried?.number) expect(attempt).toEqual(tried)
          if (attempt) expect(attempt.from + attempt.amount).toBeLessThanOrEqual(amountCaptured)
          const owed = after.payment.capturedAt && !after.closedAs && after.paymentStatus !== 'refunded'
          if (owed && after.fulfillments.every(isOver) && !after.cancelRequest) expect(after.attention).not.toEqual([])
          if (after.archivedAt) expect(isAtRest(after)).toBe(true)
          // No money goes back by itself while something may be printed; a person may decide so.
          if (after.refunds.slice(before.refunds.length).some((refund) => refund.requestedBy === 'system')) {
            for (const print of after.fulfillments) expect(isOver(print)).toBe(true)
          }
        }
        expect(replay(scenario.history)).toEqual(scenario.order.status)
      }),
      { numRuns: 4_000 },
    )
  })
})

function replay(history: readonly OrderEvent[]): string {
  return foldEvents(null, history, new Date(0)).status
}

function reachable(table: Readonly<Record<string, readonly string[]>>, from: string): Set<string> {
  const seen = new Set([from])
  for (const status of seen) for (const next of table[status] ?? []) seen.add(next)
  return seen
}
