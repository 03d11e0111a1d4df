import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  basisOf,
  checkedOut,
  fulfillmentIdOf,
  giveBack,
  newOrder,
  type OrderScenario,
  openDispute,
  paid,
  parcel,
  pay,
  start,
  submitted,
  told,
} from '../../test/order-scenario.ts'
import { money } from '../money/money.ts'
import { decideOrder } from './decide-order.ts'
import type { OrderCommand } from './order-commands.ts'
import type { RefundScope } from './refund.ts'

let count = 0
const ask = (
  scope: RefundScope,
  more: Partial<Extract<OrderCommand, { type: 'request_refund' }>> = {},
): OrderCommand => {
  count += 1
  return {
    type: 'request_refund',
    refundId: `refund-${count}`,
    scope,
    reason: 'a scratch',
    note: null,
    actor: 'admin:1',
    ...more,
  }
}
const full = { kind: 'full' } as const
const amount = (units: number, currency = 'USD') => ({ kind: 'amount', amount: money(units, currency) }) as const
const lines = (quantity: number, shipping = false) =>
  ({ kind: 'lines', lines: [{ itemId: 'item-1', quantity }], shipping }) as const
const amounts = ({ order }: OrderScenario) => order.refunds.map((refund) => refund.amount.amount)
const shipped = () => submitted({ status: 'shipped', shipments: [parcel({ status: 'shipped', itemIds: ['item-1'] })] })

describe('giving all of it back', () => {
  it('F24 given nothing was sent yet, then the order is over, nothing is printed, and the refund is the one that was asked for', () => {
    const over = paid().when(ask(full, { note: 'With our apologies.' }))
    expect(over.order).toMatchObject({
      status: 'cancelled',
      fulfillments: [{ status: 'cancelled' }],
      refunds: [{ amount: { amount: 10_700 }, note: 'With our apologies.', requestedBy: 'admin:1' }],
    })
    expect(over.last.effects).toEqual([{ kind: 'refund_payment' }])
  })

  it('INV-12 given it is at the provider, then the money goes back and the print is stopped if it can be', () => {
    const asked = submitted().when(ask(full))
    expect(asked.last.effects).toEqual([{ kind: 'refund_payment' }, { kind: 'cancel_order' }])
    const cancelled = asked.when({
      type: 'record_cancel',
      fulfillmentId: fulfillmentIdOf(asked),
      result: { outcome: 'cancelled', snapshot: null },
      readAt: new Date('2026-01-01T03:00:00Z'),
    })
    expect(cancelled.order.status).toBe('cancelled')
    expect(amounts(cancelled)).toEqual([10_700])
  })

  it('given a parcel has left, then only the money moves', () => {
    const asked = shipped().when(ask(full))
    expect(asked.order).toMatchObject({ status: 'shipped', cancelRequest: null })
    expect(asked.last.effects).toEqual([{ kind: 'refund_payment' }])
  })

  it('F29 given it was paid after it had been closed, then a refund answers that', () => {
    const late = checkedOut().when({ type: 'expire_order' }).when(pay())
    expect(late.order.attention.map((a) => a.code)).toEqual(['late_payment'])
    const asked = late.when(ask(full))
    expect(asked.order.attention).toEqual([])
    expect(asked.last.effects).toEqual([{ kind: 'refund_payment' }])
  })
})

describe('giving a part back', () => {
  it('F26 given an amount, then the print goes on and nobody is alarmed when it has gone', () => {
    const asked = submitted().when(ask(amount(500)))
    expect(asked.last.effects).toEqual([{ kind: 'refund_payment' }])
    const gone = giveBack(asked)
    expect(gone.order).toMatchObject({ paymentStatus: 'partially_refunded', status: 'submitted', attention: [] })
    const more = gone.when(pay({ amountRefunded: 700 }, new Date('2026-01-02T00:00:00Z')))
    expect(more.order.attention.map((a) => a.code)).toEqual(['partially_refunded'])
  })

  it('given a line before it is sent, then it is taken out of the print', () => {
    const asked = paid().when(ask(lines(1)))
    expect(asked.order.fulfillments).toMatchObject([{ status: 'pending', lines: [{ itemId: 'item-1', quantity: 1 }] }])
    expect(amounts(asked)).toEqual([4_900])
  })

  it('given a body was prepared before a line was taken out, then it is not sent, and prepared anew', () => {
    const before = paid()
    const fulfillmentId = fulfillmentIdOf(before)
    const basis = basisOf(before, fulfillmentId)
    const asked = before.when(ask(lines(1)))
    const stale = asked.when({
      type: 'start_submission',
      fulfillmentId,
      request: '{"copies":2}',
      basis,
      requestHash: 'hash',
      quotedCost: null,
      livemode: false,
    })
    expect(stale.order.fulfillments).toMatchObject([{ status: 'pending', request: null }])
    expect(stale.last.effects).toEqual([{ kind: 'submit_fulfillment', fulfillmentId }])
    expect(start(stale).order.fulfillments).toMatchObject([{ status: 'submitting' }])
  })

  it('given every copy before it is sent, then the order is over and shipping goes back too', () => {
    const half = paid().when(ask(lines(1)))
    const over = half.when(ask(lines(1)))
    expect(over.order.status).toBe('cancelled')
    expect(amounts(over)).toEqual([4_900, 5_800])
  })

  it('given a line with shipping, then shipping goes back once', () => {
    const asked = shipped().when(ask(lines(1, true)))
    expect(amounts(asked)).toEqual([5_800])
    expect(asked.when(ask(lines(1, true))).refused).toBe('refund_too_large')
    expect(amounts(asked.when(ask(lines(1))))).toEqual([5_800, 4_900])
  })

  it('F57 given the provider cancelled a parcel, then exactly its lines go back when a person agrees', () => {
    const dropped = submitted({ status: 'in_production' })
    expect(dropped.when(ask({ kind: 'cancelled_lines' })).refused).toBe('line_not_found')
    const partly = told(dropped, {
      status: 'partially_shipped',
      shipments: [
        parcel({ id: 'a', status: 'shipped', itemIds: [] }),
        parcel({ id: 'b', status: 'cancelled', itemIds: ['item-1'] }),
      ],
    })
    expect(partly.order.attention.map((a) => a.code)).toEqual(['partially_cancelled'])
    const asked = partly.when(ask({ kind: 'cancelled_lines' }))
    expect(amounts(asked)).toEqual([9_800])
    expect(asked.order.attention).toEqual([])
    expect(asked.when(ask({ kind: 'cancelled_lines' })).refused).toBe('line_not_found')
  })
})

describe('a refund that can not be', () => {
  it.each([
    ['nothing was paid', () => newOrder(), full, 'not_paid', ''],
    ['more than was paid', () => paid(), amount(10_701), 'refund_too_large', 'scope.amount'],
    ['nothing', () => paid(), amount(0), 'refund_too_large', 'scope.amount'],
    ['less than nothing', () => paid(), amount(-1), 'refund_too_large', 'scope.amount'],
    ['another currency', () => paid(), amount(100, 'EUR'), 'refund_too_large', 'scope.amount.currency'],
    ['more copies than were bought', () => paid(), lines(3), 'line_not_found', 'scope.lines[0].quantity'],
    [
      'copies that went back already',
      () => shipped().when(ask(lines(2))),
      lines(1),
      'refund_too_large',
      'scope.lines[0].quantity',
    ],
    [
      'a line of another order',
      () => paid(),
      { kind: 'lines', lines: [{ itemId: 'x', quantity: 1 }], shipping: false },
      'line_not_found',
      'scope.lines[0].itemId',
    ],
    ['no line', () => paid(), { kind: 'lines', lines: [], shipping: true }, 'line_not_found', 'scope.lines'],
    [
      'money that the bank has',
      () => shipped().when(pay({ dispute: openDispute }, new Date('2026-01-02T00:00:00Z'))),
      full,
      'payment_not_clear',
      '',
    ],
    ['what has gone back already', () => shipped().when(ask(full)), amount(1), 'refund_too_large', 'scope.amount'],
  ] as const)(
    'given %s, then it is refused, with the field, and nothing changes',
    (_what, given, scope, code, field) => {
      const before = given()
      const after = before.when(ask(scope))
      expect([after.refused, after.fault]).toEqual([code, field])
      expect(after.order).toEqual(before.order)
    },
  )

  it('given the same refund is asked for twice, then it is one', () => {
    const once = shipped().when(ask(amount(500), { refundId: 'r' }))
    const twice = once.when(ask(amount(500), { refundId: 'r' }))
    expect(twice.last).toEqual({ events: [], effects: [] })
    expect(twice.refused).toBeNull()
  })

  it('given all that was left is asked for twice, by another person, then it is one', () => {
    const once = shipped().when(ask(full, { refundId: 'r' }))
    const twice = once.when(ask(full, { refundId: 'r', actor: 'admin:2' }))
    expect([twice.refused, twice.last.events]).toEqual([null, []])
  })

  it.each([
    ['another amount', amount(500), { scope: amount(501) }, 'scope.amount'],
    ['another currency', amount(500), { scope: amount(500, 'EUR') }, 'scope.amount'],
    ['other lines', lines(1), { scope: lines(2) }, 'scope.lines'],
    ['shipping too', lines(1), { scope: lines(1, true) }, 'scope.shipping'],
    ['all instead of the same amount', amount(10_700), { scope: full }, 'scope.kind'],
    ['another reason', full, { reason: 'another' }, 'reason'],
    ['other words for the customer', full, { note: 'Sorry.' }, 'note'],
  ] as const)('given %s under the key of a refund, then it is refused, with the field', (_what, scope, more, field) => {
    const once = shipped().when(ask(scope, { refundId: 'r' }))
    const other = once.when(ask(scope, { refundId: 'r', ...more }))
    expect([other.refused, other.fault]).toEqual(['key_reused', field])
    expect(other.order).toEqual(once.order)
  })

  it('given a refund that was stored before its scope was kept, when it is asked for again, then it is known', () => {
    const { order } = shipped().when(ask(amount(500), { refundId: 'r' }))
    const older = { ...order, refunds: order.refunds.map(({ scope: _, ...kept }) => kept) }
    const context = { now: new Date('2026-01-03T00:00:00Z'), newId: () => 'id' }
    expect(decideOrder(older, ask(amount(500), { refundId: 'r' }), context)).toMatchObject({
      accepted: true,
      events: [],
    })
    const rejection = { code: 'key_reused', path: 'reason' }
    const other = ask(amount(500), { refundId: 'r', reason: 'another' })
    expect(decideOrder(older, other, context)).toMatchObject({ accepted: false, rejection })
  })
})

describe('any refunds', () => {
  const scopes = fc.oneof(
    fc.constant(full),
    fc.integer({ min: -5, max: 12_000 }).map((units) => amount(units)),
    fc
      .record({ quantity: fc.integer({ min: 1, max: 3 }), shipping: fc.boolean() })
      .map((r) => lines(r.quantity, r.shipping)),
    fc.constant({ kind: 'cancelled_lines' } as const),
  )
  it('INV-11 INV-21 never give back more than was paid, and book what they say', () => {
    fc.assert(
      fc.property(fc.constantFrom(paid, submitted, shipped), fc.array(scopes, { maxLength: 6 }), (begin, list) => {
        let scenario: OrderScenario = begin()
        for (const scope of list) scenario = scenario.when(ask(scope))
        const { refunds, refundBalance, payment, totals } = scenario.order
        for (const refund of refunds) expect(refund.amount.amount).toBeGreaterThan(0)
        const booked = refunds.reduce((sum, refund) => sum + refund.amount.amount, 0)
        expect(refundBalance.target).toBe(booked)
        expect(booked).toBeLessThanOrEqual(payment.amountCaptured)
        expect(payment.amountCaptured).toBe(totals.total.amount)
      }),
      { numRuns: 500 },
    )
  })
})
