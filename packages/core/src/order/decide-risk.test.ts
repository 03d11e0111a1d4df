import { describe, expect, it } from 'vitest'
import { checkedOut, paid, pay, start, submitted, target } from '../../test/order-scenario.ts'

const codesOf = (scenario: ReturnType<typeof paid>) => scenario.order.attention.map((a) => a.code)
const fraudWarning = 'made_with_stolen_card'
const resolve = { type: 'resolve_attention', code: null } as const
const submit = { type: 'submit_order', fulfillment: target } as const
const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 3, minute))

describe('a payment that is suspected before anything was sent', () => {
  it.each([
    ['payment_review', { underReview: true }],
    ['fraud_warning', { fraudWarning }],
  ] as const)('F27 %s: nothing is sent and a person is asked', (code, facts) => {
    for (const before of [checkedOut(), paid()]) {
      const scenario = before.when(pay(facts))
      expect(scenario.order).toMatchObject({
        paymentStatus: 'paid',
        payment: facts,
        fulfillments: [{ status: 'pending' }],
      })
      expect(codesOf(scenario)).toEqual([code])
      expect(scenario.last.effects).toEqual([])
      expect(start(scenario).refused).toBe('attention_open')
      expect(start(scenario.when(submit)).refused).toBeNull()
      expect(scenario.when(pay(facts)).last.events).toEqual([])
    }
  })

  it('given a review is approved, then the print goes on by itself', () => {
    const reviewed = checkedOut().when(pay({ underReview: true }))
    const approved = reviewed.when(pay({ underReview: false }))
    expect(approved.order).toMatchObject({ attention: [], payment: { underReview: false } })
    expect(approved.last.effects).toMatchObject([{ kind: 'submit_fulfillment' }])
  })

  it('given a warning, then only a person ends it, for it is never taken back', () => {
    const warned = paid().when(pay({ fraudWarning }))
    const unsaid = warned.when(pay({ fraudWarning: null }))
    expect(codesOf(unsaid)).toEqual(['fraud_warning'])
    expect(unsaid.order.payment.fraudWarning).toBe(fraudWarning)
    const resolved = warned.when(resolve)
    expect(resolved.when({ type: 'retry_order', fulfillment: target }).last.effects).toMatchObject([
      { kind: 'submit_fulfillment' },
    ])
    expect(start(resolved).refused).toBeNull()
    expect(codesOf(resolved.when(pay({ fraudWarning: 'misc' })))).toEqual(['fraud_warning'])
  })

  it('names what is suspected, and no person', () => {
    expect(paid().when(pay({ fraudWarning })).order.attention[0]?.message).toMatch(/made_with_stolen_card/)
  })
})

describe('a payment that is suspected after it was sent', () => {
  it('F28 is flagged only', () => {
    const flagged = submitted({ status: 'in_production' }).when(pay({ fraudWarning, underReview: true }))
    expect(flagged.order.status).toBe('in_production')
    expect(codesOf(flagged)).toEqual(['payment_review', 'fraud_warning'])
    expect(flagged.last.effects).toEqual([])
  })

  it('is no matter when all money is back', () => {
    const refunded = submitted({ status: 'shipped' }).when(pay({ amountRefunded: 10_700 }))
    const warned = refunded.when(pay({ amountRefunded: 10_700, fraudWarning, underReview: true }))
    expect(warned.order).toMatchObject({ attention: [], payment: { fraudWarning } })
    const together = submitted().when(pay({ amountRefunded: 10_700, fraudWarning }))
    expect(together.order.attention).toEqual([])
  })
})

describe('INV-7 readings of a review', () => {
  it('given an older answer comes later, then the newer one stands', () => {
    const reviewed = paid().when(pay({ underReview: true }, at(1)))
    expect(reviewed.when(pay({ underReview: false }, at(0))).last.events).toEqual([])
    const approved = reviewed.when(pay({ underReview: false }, at(3)))
    expect(approved.when(pay({ underReview: true }, at(2))).last.events).toEqual([])
  })

  it('given two answers of one instant, then doubt wins', () => {
    const reviewed = paid().when(pay({ underReview: true }, at(1)))
    expect(reviewed.when(pay({ underReview: false }, at(1))).order.payment.underReview).toBe(true)
    const clear = paid().when(pay({ amountRefunded: 5 }, at(1)))
    expect(clear.when(pay({ amountRefunded: 5, underReview: true }, at(1))).order.payment.underReview).toBe(true)
  })

  it('given an older answer knows a warning, then it is taken in', () => {
    const read = paid().when(pay({ amountRefunded: 5 }, at(3)))
    const warned = read.when(pay({ fraudWarning }, at(2)))
    expect(warned.order.payment).toMatchObject({ fraudWarning, readAt: at(3) })
  })
})
