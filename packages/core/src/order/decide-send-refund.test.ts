import { describe, expect, it } from 'vitest'
import {
  checkedOut,
  giveBack,
  type OrderScenario,
  openDispute,
  parcel,
  pay,
  submitted,
  target,
} from '../../test/order-scenario.ts'
import { money } from '../money/money.ts'
import type { OrderCommand } from './order-commands.ts'

const ask = (refundId: string, units: number): OrderCommand => ({
  type: 'request_refund',
  refundId,
  scope: { kind: 'amount', amount: money(units, 'USD') },
  reason: 'a scratch',
  note: null,
  actor: 'admin:1',
})
const shipped = () => submitted({ status: 'shipped', shipments: [parcel({ status: 'shipped', itemIds: ['item-1'] })] })
const retry: OrderCommand = { type: 'retry_order', fulfillment: target }
const settle: OrderCommand = { type: 'resolve_attention', code: 'refund_failed' }
const codes = ({ order }: OrderScenario) => order.attention.map((a) => a.code)
const next = (scenario: OrderScenario) => scenario.when({ type: 'start_refund' }).order.refundBalance.attempt
const on = (day: number) => new Date(Date.UTC(2026, 1, day))
const refundJob = [{ kind: 'refund_payment' }]

/** So much has gone back, and came back later. */
function cameBack(scenario: OrderScenario, units: number, left = 0): OrderScenario {
  const gone = giveBack(scenario.when(ask('first', units)), on(1))
  return gone.when(pay({ amountRefunded: left }, on(2)))
}

describe('sending money back', () => {
  it('F31 given an attempt without an outcome, then what is sent next is the same, whatever is decided meanwhile', () => {
    const started = shipped().when(ask('a', 500)).when({ type: 'start_refund' })
    const attempt = { number: 1, amount: 500, from: 0 }
    expect(started.order.refundBalance).toMatchObject({ attempts: 1, attempt })
    expect(next(started.when(ask('b', 300)))).toEqual(attempt)
    expect(next(started.when(pay({ amountRefunded: 200 })))).toEqual(attempt)
  })

  it('given more was decided while one was under way, then the rest is sent after it, as another', () => {
    const started = shipped().when(ask('a', 500)).when({ type: 'start_refund' }).when(ask('b', 300))
    const sent = started.when({ type: 'record_refund', number: 1, reading: pay({ amountRefunded: 500 }) })
    expect(sent.last.effects).toEqual(refundJob)
    expect(next(sent)).toEqual({ number: 2, amount: 300, from: 500 })
    expect(codes(giveBack(sent))).toEqual([])
  })

  it('given the sums of the provider lag behind what it has made, then it is not sent again', () => {
    const started = shipped().when(ask('a', 500)).when({ type: 'start_refund' })
    const sent = started.when({ type: 'record_refund', number: 1, reading: pay({ amountRefunded: 0 }, on(1)) })
    expect(sent.order.payment.amountRefunded).toBe(500)
    expect(sent.last.effects).toEqual([])
    expect(next(sent)).toBeNull()
  })

  it('given the provider will never make it, then the next try is another one', () => {
    const rejected = shipped()
      .when(ask('a', 500))
      .when({ type: 'start_refund' })
      .when({ type: 'reject_refund', number: 1 })
    expect(next(rejected)).toEqual({ number: 2, amount: 500, from: 0 })
    const late = rejected.when({ type: 'reject_refund', number: 1 })
    expect(late.last).toEqual({ events: [], effects: [] })
  })

  it('given an old outcome is told again, then it counts for what was read with it', () => {
    const gone = giveBack(shipped().when(ask('a', 500)))
    const again = gone.when({ type: 'record_refund', number: 1, reading: pay({ amountRefunded: 500 }) })
    expect(again.order.payment.amountRefunded).toBe(500)
    expect(again.last.events).toEqual([])
  })

  it('given nothing is owed, or the bank has the money, then nothing is started', () => {
    expect(next(shipped())).toBeNull()
    expect(
      next(
        shipped()
          .when(ask('a', 500))
          .when(pay({ dispute: openDispute }, on(1))),
      ),
    ).toBeNull()
  })

  it('INV-7 given an answer about a dispute or a review was under way meanwhile, then it is news all the same', () => {
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute))
    const inquiry = { ...openDispute, status: 'inquiry' } as const
    const inquired = checkedOut()
      .when(pay({}, at(2)))
      .when(pay({ dispute: inquiry }, at(3)))
    const started = inquired.when(ask('a', 500)).when({ type: 'start_refund' })
    const reading = pay({ dispute: inquiry, amountRefunded: 500 }, at(5))
    const sent = started.when({ type: 'record_refund', number: 1, reading })
    // A reading is as old as its asking: whatever stands was asked for at that time.
    expect(sent.order.payment.readAt).toEqual(at(5))
    const lost = sent.when(pay({ dispute: { ...openDispute, status: 'lost' }, amountRefunded: 500 }, at(6)))
    expect(lost.order.payment.dispute?.status).toBe('lost')
  })
})

describe('a refund that came back', () => {
  it('is not sent again without a person, whatever else is given back', () => {
    const back = cameBack(shipped(), 500)
    expect(codes(back)).toEqual(['refund_failed'])
    expect(back.last.effects).toEqual([])
    expect(next(back)).toBeNull()
    expect(next(back.when(ask('b', 300)))).toEqual({ number: 2, amount: 300, from: 0 })
  })

  it('is sent again on a retry, as another, and beside one that is owed', () => {
    const retried = cameBack(shipped(), 500).when(retry)
    expect(retried.last.effects).toEqual(refundJob)
    expect(codes(retried)).toEqual([])
    expect(next(retried)).toEqual({ number: 2, amount: 500, from: 0 })
    const beside = cameBack(shipped(), 500).when(ask('b', 300)).when(retry)
    expect(next(beside)).toEqual({ number: 2, amount: 800, from: 0 })
    expect(giveBack(beside).order.payment.amountRefunded).toBe(800)
  })

  it('given a person resolves it, then it counts as given back, and is never sent', () => {
    const settled = cameBack(shipped(), 500).when(settle)
    expect(settled.last.events).toEqual(['attention_resolved', 'refund_settled'])
    expect(settled.order.refundBalance).toMatchObject({ settled: 500, cameBack: 0 })
    expect(settled.when(retry).last.effects.filter(({ kind }) => kind === 'refund_payment')).toEqual([])
    expect(next(settled.when(ask('b', 300)))).toMatchObject({ amount: 300 })
    expect(settled.when(ask('c', 10_201)).refused).toBe('refund_too_large')
  })

  it('given it was settled and the order is cancelled, then only the rest goes back', () => {
    const settled = cameBack(submitted(), 500).when(settle)
    const [print] = settled.order.fulfillments
    const result = { outcome: 'cancelled', snapshot: null } as const
    const cancelled = settled
      .when({ type: 'request_cancel', reason: 'x' })
      .when({ type: 'record_cancel', fulfillmentId: print?.id ?? '', result, readAt: on(3) })
    expect(cancelled.last.effects).toEqual(refundJob)
    expect(next(cancelled)).toMatchObject({ amount: 10_200 })
  })

  it('given it was made by hand at the provider, then it is none of ours', () => {
    const byHand = shipped().when(pay({ amountRefunded: 200 }, on(1)))
    const ours = giveBack(byHand.when(ask('a', 500)), on(2))
    const back = ours.when(pay({ amountRefunded: 500 }, on(3)))
    expect(codes(back)).toContain('refund_failed')
    expect(next(back.when(ask('b', 300)))).toMatchObject({ amount: 300, from: 500 })
  })

  it('given somebody gives it back by hand at the provider, then that settles it', () => {
    const again = cameBack(shipped(), 500).when(pay({ amountRefunded: 500 }, on(3)))
    expect(again.order.refundBalance).toMatchObject({ cameBack: 0, settled: 0 })
    expect(codes(again)).not.toContain('refund_failed')
    expect(again.when(retry).last.effects.filter(({ kind }) => kind === 'refund_payment')).toEqual([])
  })
})

describe('a refund that could not be sent', () => {
  const given = () =>
    shipped()
      .when(ask('a', 500))
      .when({ type: 'start_refund' })
      .when({ type: 'reject_refund', number: 1 })
      .when({ type: 'open_attention', reason: { code: 'refund_failed', subject: 'refund_payment', message: 'no' } })

  it('given a person retries it, then it is sent', () => {
    const retried = given().when(retry)
    expect(retried.last.effects).toEqual(refundJob)
    expect(codes(giveBack(retried))).toEqual([])
  })

  it('given a person resolves it, then it counts as given back, and is never sent', () => {
    const settled = given().when(settle)
    expect(settled.order.refundBalance).toMatchObject({ target: 0, settled: 500, attempt: null })
    expect(next(settled)).toBeNull()
  })
})
