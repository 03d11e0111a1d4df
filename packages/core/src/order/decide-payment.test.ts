import { describe, expect, it } from 'vitest'
import {
  checkedOut,
  giveBack,
  newOrder,
  openDispute,
  paid,
  pay,
  startedSubmission,
  submitted,
  target,
} from '../../test/order-scenario.ts'
import { money } from '../money/money.ts'

describe('a checkout that is paid', () => {
  it('given the asked amount, when it is captured, then one print is requested', () => {
    const scenario = checkedOut().when(pay())
    expect(scenario.last.events).toEqual(['payment_captured', 'fulfillment_requested', 'status_changed'])
    expect(scenario.last.effects).toEqual([
      { kind: 'submit_fulfillment', fulfillmentId: scenario.order.fulfillments[0]?.id },
    ])
    expect(scenario.order).toMatchObject({
      status: 'paid',
      paymentStatus: 'paid',
      shippingMethod: 'Standard',
      totals: { total: money(10_700, 'USD'), shipping: money(900, 'USD') },
      fulfillments: [{ status: 'pending', generation: 1, idempotencyKey: 'order-1:1' }],
    })
  })

  it('F01 F02 given it is paid, when the same facts come again, then nothing happens', () => {
    const scenario = paid().when(pay()).when(pay())
    expect(scenario.last).toEqual({ events: [], effects: [] })
    expect(scenario.order.fulfillments).toHaveLength(1)
  })

  it('given no checkout was stored, when its payment leads here, then it is taken in', () => {
    expect(newOrder().when(pay()).order).toMatchObject({ status: 'paid', payment: { checkoutId: 'cs_1' } })
  })

  it('finds the shipping option by its price when the provider names none', () => {
    const facts = { shippingMethod: null, shipping: money(2_400, 'USD'), total: money(12_200, 'USD') }
    expect(checkedOut().when(pay(facts)).order.shippingMethod).toBe('Express')
  })

  it('F04 F06 given a delayed method, when it is under way, then nothing is printed until it succeeds', () => {
    const waiting = checkedOut().when(pay({ money: 'processing' }))
    expect(waiting.last.events).toEqual(['payment_processing'])
    expect(waiting.order).toMatchObject({ status: 'pending', paymentStatus: 'processing', fulfillments: [] })
    expect(waiting.when(pay()).order).toMatchObject({ status: 'paid', fulfillments: [{ status: 'pending' }] })
  })

  it('F05 given a delayed method, when it fails, then the order ends and nothing is printed', () => {
    const failed = checkedOut()
      .when(pay({ money: 'processing' }))
      .when(pay({ money: 'failed' }))
    expect(failed.last.events).toEqual(['payment_failed', 'order_closed', 'status_changed'])
    expect(failed.order).toMatchObject({ status: 'cancelled', paymentStatus: 'failed', fulfillments: [] })
    expect(failed.when(pay({ money: 'failed' })).last.events).toEqual([])
  })

  it('F07 given an order of nothing, when nothing was due, then it is printed', () => {
    const facts = { total: money(900, 'USD'), subtotal: money(0, 'USD'), paymentId: null }
    expect(checkedOut({ price: 0 }).when(pay(facts)).order.fulfillments).toHaveLength(1)
  })
})

describe('a payment that is not as ordered', () => {
  it.each([
    ['amount_mismatch', { total: money(10_699, 'USD') }],
    ['amount_mismatch', { total: money(10_701, 'USD') }],
    ['amount_mismatch', { total: money(9_800, 'USD'), shipping: money(0, 'USD') }],
    ['amount_mismatch', { total: money(5_000, 'USD'), discount: money(5_700, 'USD') }],
    ['currency_mismatch', { total: money(10_700, 'CAD') }],
    ['mode_mismatch', { livemode: true }],
    ['address_incomplete', { shippingAddress: null }],
  ] as const)('F17 F19 INV-5: %s prints nothing and asks for a person', (code, facts) => {
    const scenario = checkedOut().when(pay(facts))
    expect(scenario.order.attention.map((a) => a.code)).toEqual([code])
    expect(scenario.order).toMatchObject({ status: 'paid', paymentStatus: 'paid', fulfillments: [] })
    expect(scenario.last.effects).toEqual([])
  })

  it('is printed only after a person has resolved the reason and asked for it', () => {
    const held = checkedOut().when(pay({ total: money(1, 'USD') }))
    const submit = { type: 'submit_order', fulfillment: { provider: 'prodigi', livemode: false } } as const
    expect(held.when(submit).refused).toBe('attention_open')
    const released = held.when({ type: 'resolve_attention', code: null }).when(submit)
    expect(released.order.fulfillments).toHaveLength(1)
  })

  it('names the field that the address lacks, and invents nothing (F65)', () => {
    const shippingAddress = {
      name: ' ',
      line1: 'x',
      line2: null,
      city: null,
      state: null,
      postalCode: null,
      country: 'HK',
      phone: null,
    }
    const [reason] = checkedOut().when(pay({ shippingAddress })).order.attention
    expect(reason).toMatchObject({ code: 'address_incomplete', path: 'shippingAddress.name' })
  })

  it('F29 given the order had expired, when it is paid after all, then a person is asked and nothing is printed', () => {
    const expired = checkedOut().when(pay({ money: 'none', state: 'expired' }))
    expect(expired.order).toMatchObject({ status: 'expired' })
    const late = expired.when(pay())
    expect(late.order).toMatchObject({ status: 'expired', paymentStatus: 'paid', fulfillments: [] })
    expect(late.order.attention.map((a) => a.code)).toEqual(['late_payment'])
  })

  it('F29 given that payment goes back at the provider, then nobody is asked any more', () => {
    const late = checkedOut().when({ type: 'expire_order', checkoutId: 'cs_1' }).when(pay())
    expect(late.when(pay({ amountRefunded: 10_700 })).order).toMatchObject({ paymentStatus: 'refunded', attention: [] })
    const backAtOnce = checkedOut()
      .when({ type: 'expire_order', checkoutId: 'cs_1' })
      .when(pay({ amountRefunded: 10_700 }))
    expect(backAtOnce.order).toMatchObject({ status: 'expired', paymentStatus: 'refunded', attention: [] })
  })

  it('F29 given it is being cancelled, when it is paid after all, then the money goes back and nothing is printed', () => {
    const paidLate = checkedOut().when({ type: 'request_cancel', reason: 'asked' }).when(pay())
    expect(paidLate.last.effects).toEqual([{ kind: 'cancel_order' }])
    expect(paidLate.order.fulfillments).toEqual([])
    const finished = paidLate.when({ type: 'finish_cancel', refused: [] })
    expect(finished.order.status).toBe('cancelled')
    expect(finished.last.effects).toEqual([{ kind: 'refund_payment' }])
  })

  it('given another checkout of the order is paid too, then a person is asked until it is back', () => {
    const second = { checkoutId: 'cs_2', paymentId: 'pi_2' }
    const twice = paid().when(pay(second))
    expect(twice.order.attention).toMatchObject([{ code: 'second_payment', subject: 'cs_2' }])
    expect(twice.order).toMatchObject({ payment: { checkoutId: 'cs_1', amountRefunded: 0 }, paymentStatus: 'paid' })
    expect(twice.order.fulfillments).toHaveLength(1)
    expect(twice.when(pay({ ...second, amountRefunded: 10_700 })).order.attention).toEqual([])
  })

  it('given an earlier checkout of the order is paid first, then that is its payment', () => {
    const resumed = checkedOut().when(pay({ checkoutId: 'cs_0', paymentId: 'pi_0' }))
    expect(resumed.order).toMatchObject({ payment: { checkoutId: 'cs_0', paymentId: 'pi_0' }, attention: [] })
    expect(resumed.order.fulfillments).toHaveLength(1)
    expect(resumed.when(pay()).order.attention).toMatchObject([{ code: 'second_payment', subject: 'cs_1' }])
  })

  it('given an earlier checkout is over, fails or is under way, then the order waits for its own', () => {
    const states = [
      { money: 'none', state: 'expired' },
      { money: 'failed' },
      { money: 'processing' },
      { money: 'captured', orderId: 'another' },
    ] as const
    for (const facts of states) {
      const other = checkedOut().when(pay({ checkoutId: 'cs_0', ...facts }))
      expect(other.order).toMatchObject({ status: 'pending', paymentStatus: 'unpaid', payment: { checkoutId: 'cs_1' } })
    }
  })

  it('F30 given it was shipped, when its payment is told of again, then nothing happens', () => {
    expect(submitted({ status: 'shipped' }).when(pay()).last.events).toEqual([])
  })

  it('F32 given money that was only reserved lapses, then nothing is printed', () => {
    const reserved = checkedOut().when(pay({ money: 'processing' }))
    expect(reserved.order.fulfillments).toEqual([])
    expect(reserved.when(pay({ money: 'failed' })).order).toMatchObject({ status: 'cancelled', fulfillments: [] })
  })
})

describe('money that goes back', () => {
  it('F24 given it was refunded before it was sent, then it is never sent', () => {
    const scenario = paid().when(pay({ amountRefunded: 10_700 }))
    expect(scenario.order).toMatchObject({
      status: 'cancelled',
      paymentStatus: 'refunded',
      fulfillments: [{ status: 'cancelled' }],
    })
  })

  it('F12 given the refund is seen together with the payment, then nothing is printed', () => {
    const scenario = checkedOut().when(pay({ amountRefunded: 10_700 }))
    expect(scenario.order).toMatchObject({ status: 'cancelled', paymentStatus: 'refunded', fulfillments: [] })
  })

  it('F25 given the submission is under way, when it is refunded, then the provider is asked to cancel', () => {
    const scenario = startedSubmission().when(pay({ amountRefunded: 10_700 }))
    expect(scenario.last.effects).toEqual([{ kind: 'cancel_order' }])
    expect(scenario.order.status).toBe('paid')
  })

  it('F26 given a partial refund, then the print goes on and a person is told', () => {
    const scenario = submitted().when(pay({ amountRefunded: 500 }))
    expect(scenario.order).toMatchObject({ status: 'submitted', paymentStatus: 'partially_refunded' })
    expect(scenario.order.attention.map((a) => a.code)).toEqual(['partially_refunded'])
  })

  it('F26 given a part that was decided here, then nobody is told; given more than that, a person is', () => {
    const decided = submitted().when({
      type: 'request_refund',
      refundId: 'r1',
      scope: { kind: 'amount', amount: money(500, 'USD') },
      reason: 'late',
      note: null,
      actor: 'admin:1',
    })
    expect(decided.when(pay({ amountRefunded: 500 })).order).toMatchObject({
      paymentStatus: 'partially_refunded',
      attention: [],
    })
    const more = decided.when(pay({ amountRefunded: 501 }))
    expect(more.order.attention.map((a) => a.code)).toEqual(['partially_refunded'])
  })

  it('given the doubts about a payment, when all of it goes back, then they are over', () => {
    const doubted = checkedOut().when(pay({ total: money(1, 'USD'), underReview: true, shippingAddress: null }))
    expect(doubted.order.attention.map((a) => a.code)).toEqual([
      'amount_mismatch',
      'address_incomplete',
      'payment_review',
    ])
    const back = doubted.when(pay({ total: money(1, 'USD'), amountRefunded: 1, underReview: true }))
    expect(back.order).toMatchObject({ status: 'cancelled', paymentStatus: 'refunded', attention: [] })
  })

  it('INV-7 given an old answer that adds, then the reading that stands stays the later one', () => {
    const early = new Date('2026-01-01T00:00:30Z')
    const sent = submitted()
    const { payment } = sent.when(pay({ amountRefunded: 700 }, early)).order
    expect(payment).toMatchObject({ amountRefunded: 700, readAt: sent.order.payment.readAt })
  })

  it('INV-7 given an answer that was asked for earlier comes later, then it can only add', () => {
    const early = new Date('2026-01-01T00:00:30Z')
    const refunded = submitted().when(pay({ amountRefunded: 500 }))
    expect(refunded.when(pay({ amountRefunded: 0 }, early)).order.payment.amountRefunded).toBe(500)
    expect(refunded.when(pay({ amountRefunded: 700 }, early)).order.payment.amountRefunded).toBe(700)
    const disputed = submitted().when(pay({ dispute: openDispute }))
    expect(disputed.when(pay({ dispute: null }, early)).order.paymentStatus).toBe('disputed')
  })

  it('given a refund that fails after all, then a person is told and the order knows', () => {
    const failed = paid()
      .when(pay({ amountRefunded: 10_700 }))
      .when(pay({ amountRefunded: 0 }))
    expect(failed.order).toMatchObject({ status: 'cancelled', paymentStatus: 'paid', payment: { amountRefunded: 0 } })
    expect(failed.order.attention.map((a) => a.code)).toEqual(['refund_failed'])
    expect(failed.last.effects).toEqual([])
    const retried = failed.when({ type: 'retry_order', fulfillment: target })
    expect(retried.last.effects).toEqual([{ kind: 'refund_payment' }])
    const again = giveBack(retried)
    expect(again.order).toMatchObject({ paymentStatus: 'refunded', attention: [] })
  })

  it('INV-2 given the last reason of an unprinted order is resolved, then it asks to be printed or cancelled', () => {
    const resolve = { type: 'resolve_attention', code: null } as const
    const mismatch = checkedOut().when(pay({ total: money(1, 'USD') }))
    const resolved = mismatch.when(resolve)
    expect(resolved.order.attention.map((a) => a.code)).toEqual(['not_printed'])
    expect(resolved.when(resolve).order.attention.map((a) => a.code)).toEqual(['not_printed'])
    const printed = resolved.when({ type: 'submit_order', fulfillment: target })
    expect(printed.order).toMatchObject({ attention: [], fulfillments: [{ status: 'pending' }] })
    expect(resolved.when({ type: 'request_cancel', reason: 'no' }).order).toMatchObject({
      status: 'cancelled',
      attention: [],
    })
  })

  it('F17 INV-3 given test money, then nobody can have it printed for real', () => {
    const live = { provider: 'prodigi', livemode: true } as const
    const held = checkedOut().when(pay({}, undefined, live))
    expect(held.order.attention.map((a) => a.code)).toEqual(['mode_mismatch'])
    const resolved = held.when({ type: 'resolve_attention', code: null })
    expect(resolved.when({ type: 'submit_order', fulfillment: live }).refused).toBe('mode_mismatch')
  })
})
