import { describe, expect, it } from 'vitest'
import { checkedOut, openDispute, paid, pay, submitted, target } from '../../test/order-scenario.ts'
import type { Dispute, DisputeStatus } from '../payment/dispute.ts'

const as = (status: DisputeStatus, changes: Partial<Dispute> = {}): Dispute => ({ ...openDispute, status, ...changes })
const codesOf = (scenario: ReturnType<typeof paid>) => scenario.order.attention.map((a) => a.code)
const submit = { type: 'submit_order', fulfillment: target } as const
const resolve = { type: 'resolve_attention', code: null } as const

describe('a dispute before anything was sent', () => {
  it.each(['open', 'inquiry'] as const)('F27 %s: nothing is sent and a person is asked', (status) => {
    for (const before of [checkedOut(), paid()]) {
      const scenario = before.when(pay({ dispute: as(status) }))
      expect(scenario.order).toMatchObject({
        status: 'paid',
        paymentStatus: 'disputed',
        payment: { dispute: { id: 'du_1', status } },
        fulfillments: [{ status: 'pending' }],
      })
      expect(codesOf(scenario)).toEqual(['payment_disputed'])
      expect(scenario.last.effects).toEqual([])
    }
  })

  it.each([
    ['open', 'won'],
    ['inquiry', 'closed'],
  ] as const)(
    'given it was %s, when it is %s, then nobody is asked any more and the print goes on',
    (before, after) => {
      const disputed = checkedOut().when(pay({ dispute: as(before) }))
      const over = disputed.when(pay({ dispute: as(after) }))
      expect(over.order).toMatchObject({
        paymentStatus: 'paid',
        attention: [],
        payment: { dispute: { status: after } },
      })
      expect(over.last.effects).toEqual([
        { kind: 'submit_fulfillment', fulfillmentId: disputed.order.fulfillments[0]?.id },
      ])
    },
  )

  it('given the shop has won, when the same is read again, then nothing happens: the charge stays disputed for ever', () => {
    const won = paid()
      .when(pay({ dispute: as('open') }))
      .when(pay({ dispute: as('won') }))
    expect(won.when(pay({ dispute: as('won') })).last.events).toEqual([])
  })

  it('INV-2 given it is lost, then nothing is printed by itself, and that stays visible until a person decides', () => {
    const lost = paid()
      .when(pay({ dispute: as('open') }))
      .when(pay({ dispute: as('lost') }))
    expect(lost.order).toMatchObject({ paymentStatus: 'disputed', payment: { dispute: { status: 'lost' } } })
    expect(codesOf(lost)).toEqual(['dispute_lost'])
    expect(lost.last.effects).toEqual([])
    expect(codesOf(lost.when(resolve))).toEqual(['dispute_lost'])
    expect(lost.when({ type: 'retry_order', fulfillment: target }).refused).toBe('payment_not_clear')
    expect(lost.when(submit).last.effects).toMatchObject([{ kind: 'submit_fulfillment' }])
    expect(lost.when(submit).when(resolve).order.attention).toEqual([])
  })

  it.each(['won', 'closed', 'inquiry'] as const)(
    'F28 given it was lost, when another is %s, then it stays lost',
    (status) => {
      const lost = paid().when(pay({ dispute: as('lost') }))
      const after = lost.when(pay({ dispute: as(status, { id: 'du_2' }) }))
      expect(after.order).toMatchObject({
        paymentStatus: 'disputed',
        payment: { dispute: { id: 'du_1', status: 'lost' } },
      })
      expect(after.last.effects).toEqual([])
      expect(codesOf(after)).toEqual(['dispute_lost'])
      const refund = { refundId: 'r', scope: { kind: 'full' }, reason: 'x', note: null, actor: 'admin:1' } as const
      expect(after.when({ type: 'request_refund', ...refund }).refused).toBe('payment_not_clear')
    },
  )

  it('F27 F28 given it was lost, when another claims more, then it holds and asks, too, and the loss outlives it', () => {
    const lost = paid().when(pay({ dispute: as('lost') }))
    const claimed = lost.when(pay({ dispute: as('open', { id: 'du_2' }) }))
    expect(claimed.order).toMatchObject({ paymentStatus: 'disputed', payment: { dispute: { id: 'du_2' } } })
    expect([codesOf(claimed), claimed.last.effects]).toEqual([['payment_disputed'], []])
    const over = claimed.when(pay({ dispute: as('lost') }))
    expect([codesOf(over), over.last.effects]).toEqual([['dispute_lost'], []])
  })

  it('given it was lost, when an appeal is won, then the print goes on', () => {
    const appealed = paid()
      .when(pay({ dispute: as('lost') }))
      .when(pay({ dispute: as('open') }))
    expect(codesOf(appealed)).toEqual(['payment_disputed'])
    const won = appealed.when(pay({ dispute: as('won') }))
    expect(won.order).toMatchObject({ paymentStatus: 'paid', attention: [] })
    expect(won.last.effects).toHaveLength(1)
  })

  it('given an inquiry becomes a claim, then whoever had resolved it is asked again', () => {
    const answered = submitted()
      .when(pay({ dispute: as('inquiry') }))
      .when(resolve)
    expect(answered.order.attention).toEqual([])
    expect(codesOf(answered.when(pay({ dispute: as('open') })))).toEqual(['payment_disputed'])
  })

  it('given only its time or amount moves, then that is known and nobody is asked again', () => {
    const answered = submitted()
      .when(pay({ dispute: as('open') }))
      .when(resolve)
    const dueAt = new Date('2026-02-01T00:00:00Z')
    const moved = answered.when(pay({ dispute: as('open', { dueAt, amount: 5 }) }))
    expect(moved.order).toMatchObject({ payment: { dispute: { dueAt, amount: 5 } }, attention: [] })
  })

  it('given it was cancelled meanwhile, when the shop wins, then the money goes back', () => {
    const cancelled = paid()
      .when(pay({ dispute: as('open') }))
      .when({ type: 'request_cancel', reason: 'asked' })
    expect(cancelled.order.status).toBe('cancelled')
    const won = cancelled.when(pay({ dispute: as('won') }))
    expect(won.last.effects).toEqual([{ kind: 'refund_payment' }])
  })

  it('given another doubt holds the print too, when the shop wins, then it waits for the other', () => {
    const won = paid()
      .when(pay({ dispute: as('open'), underReview: true }))
      .when(pay({ dispute: as('won'), underReview: true }))
    expect(codesOf(won)).toEqual(['payment_review'])
    expect(won.last.effects).toEqual([])
  })
})

describe('a dispute after it was sent', () => {
  it('F28 is flagged, and the print goes on as it was', () => {
    const disputed = submitted({ status: 'shipped' }).when(pay({ dispute: as('open') }))
    expect(disputed.order).toMatchObject({ status: 'shipped', paymentStatus: 'disputed' })
    expect(codesOf(disputed)).toEqual(['payment_disputed'])
    expect(disputed.last.effects).toEqual([])
    expect(disputed.when(resolve).order.attention).toEqual([])
    const won = disputed.when(pay({ dispute: as('won') }))
    expect(won.order).toMatchObject({ status: 'shipped', paymentStatus: 'paid', attention: [] })
    expect(won.last.effects).toEqual([])
  })

  it('F28 given a part was given back before, when the shop wins, then that is what is left to say', () => {
    const disputed = submitted()
      .when(pay({ amountRefunded: 500 }))
      .when(pay({ amountRefunded: 500, dispute: as('open') }))
    expect(disputed.order.paymentStatus).toBe('disputed')
    expect(disputed.when(pay({ amountRefunded: 500, dispute: as('won') })).order.paymentStatus).toBe(
      'partially_refunded',
    )
  })

  it('given it is seen for the first time when it is over, then it is known and nobody is asked', () => {
    const late = submitted().when(pay({ dispute: as('won') }))
    expect(late.order).toMatchObject({ paymentStatus: 'paid', payment: { dispute: { status: 'won' } }, attention: [] })
  })
})

describe('INV-7 readings of a dispute', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 3, minute))

  it('given an older answer comes later, then the newer one stands', () => {
    const won = paid()
      .when(pay({ dispute: as('open') }, at(1)))
      .when(pay({ dispute: as('won') }, at(3)))
    expect(won.when(pay({ dispute: as('open') }, at(2))).last.events).toEqual([])
    expect(won.when(pay({ dispute: null }, at(4))).last.events).toEqual([])
    const lost = paid().when(pay({ dispute: as('lost') }, at(3)))
    expect(lost.when(pay({ dispute: as('won') }, at(2))).last.events).toEqual([])
    expect(lost.when(pay({ dispute: null }, at(4))).order.paymentStatus).toBe('disputed')
  })

  it('given two answers of one instant, then doubt wins', () => {
    const open = paid().when(pay({ dispute: as('open') }, at(1)))
    expect(open.when(pay({ dispute: as('won') }, at(1))).order.paymentStatus).toBe('disputed')
    const won = paid().when(pay({ dispute: as('won') }, at(1)))
    expect(won.when(pay({ dispute: as('open') }, at(1))).order.paymentStatus).toBe('disputed')
  })

  it('given a dispute that is known is no longer shown, then what is known stands', () => {
    const won = paid()
      .when(pay({ dispute: as('open') }, at(1)))
      .when(pay({ dispute: as('won') }, at(2)))
    expect(won.when(pay({ dispute: as('open', { id: 'unknown' }) }, at(3))).last.events).toEqual([])
  })

  it('given a provider that takes its word back, then the dispute is closed', () => {
    const gone = paid()
      .when(pay({ dispute: as('open', { id: 'unknown' }) }, at(1)))
      .when(pay({ dispute: null }, at(2)))
    expect(gone.order).toMatchObject({
      paymentStatus: 'paid',
      payment: { dispute: { status: 'closed' } },
      attention: [],
    })
    expect(gone.last.effects).toHaveLength(1)
  })

  it('given a second dispute of the payment, then it is asked about, too', () => {
    const second = submitted()
      .when(pay({ dispute: as('won') }, at(1)))
      .when(pay({ dispute: as('open', { id: 'du_2' }) }, at(2)))
    expect(second.order).toMatchObject({ paymentStatus: 'disputed', payment: { dispute: { id: 'du_2' } } })
    expect(codesOf(second)).toEqual(['payment_disputed'])
  })
})
