import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkedOut, pay } from '../../test/order-scenario.ts'
import { money } from '../money/money.ts'
import type { PriceTerms } from './order.ts'

const usd = (amount: number) => money(amount, 'USD')
/** The lines ask for 9800, shipping for 900. */
const paidFor = (terms: PriceTerms, total: number, discount: number, tax: number, subtotal = 9_800) =>
  checkedOut({ terms }).when(
    pay({ total: usd(total), discount: usd(discount), tax: usd(tax), subtotal: usd(subtotal) }),
  )
const codes = (...args: Parameters<typeof paidFor>) => paidFor(...args).order.attention.map((a) => a.code)

const none = { discounts: false, taxes: false }
const discounts = { discounts: true, taxes: false }
const taxes = { discounts: false, taxes: true }
const both = { discounts: true, taxes: true }

describe('F19 INV-5 the price of an order', () => {
  it.each([
    ['as it was asked for', none, 10_700, 0, 0],
    ['less a discount', discounts, 9_700, 1_000, 0],
    ['F07 nothing, by a discount of everything', discounts, 0, 10_700, 0],
    ['with taxes on top', taxes, 11_556, 0, 856],
    ['with taxes in it', taxes, 10_700, 0, 856],
    ['less a discount, with taxes on top', both, 10_476, 1_000, 776],
    ['less a discount, with taxes in it', both, 9_700, 1_000, 776],
    ['without any, though both are allowed', both, 10_700, 0, 0],
  ] as const)('is right %s', (_, terms, total, discount, tax) => {
    const scenario = paidFor(terms, total, discount, tax)
    expect(scenario.order).toMatchObject({ attention: [], totals: { discount: usd(discount), tax: usd(tax) } })
    expect(scenario.last.effects).toMatchObject([{ kind: 'submit_fulfillment' }])
  })

  it.each([
    ['a discount that the shop does not give', taxes, 9_700, 1_000, 0],
    ['F07 nothing, though the shop gives no discounts', none, 0, 10_700, 0],
    ['nothing, by no discount', discounts, 0, 0, 0],
    ['taxes that the shop does not take', discounts, 11_556, 0, 856],
    ['taxes in it that the shop does not take', none, 10_700, 0, 856],
    ['a part of the taxes', taxes, 11_000, 0, 856],
    ['less than the discount says', both, 9_699, 1_000, 0],
    ['a discount below nothing', both, 11_700, -1_000, 0],
    ['a tax below nothing', both, 10_600, 0, -100],
  ] as const)('is wrong with %s, and nothing is printed', (_, terms, total, discount, tax) => {
    expect(codes(terms, total, discount, tax)).toEqual(['amount_mismatch'])
    expect(paidFor(terms, total, discount, tax).order.fulfillments).toEqual([])
  })

  it('F21 is wrong when the lines are not those that were frozen, even if the sum is', () => {
    expect(codes(discounts, 10_700, 1_000, 0, 10_800)).toEqual(['amount_mismatch'])
  })

  it('says what was paid and what was asked for', () => {
    const [reason] = paidFor(both, 5, 1_000, 7).order.attention
    expect(reason?.message).toBe(
      'Paid 0.05 USD (discount 10.00 USD, tax 0.07 USD), but the order asks for 107.00 USD before discounts and taxes.',
    )
  })

  it('is right for no other amount than these, whatever was taken off and put on', () => {
    const amount = fc.nat(20_000)
    fc.assert(
      fc.property(amount, amount, amount, fc.boolean(), fc.boolean(), (total, discount, tax, mayCut, mayTax) => {
        const reasons = codes({ discounts: mayCut, taxes: mayTax }, total, discount, tax)
        const allowed = (mayCut || discount === 0) && (mayTax || tax === 0)
        const untaxed = 10_700 - discount
        expect(reasons.length === 0).toBe(allowed && (total === untaxed || total === untaxed + tax))
      }),
    )
  })

  it('F20 is compared in whole minor units of any currency', () => {
    for (const currency of ['JPY', 'KWD', 'ISK', 'UGX', 'MGA', 'CLF']) {
      const price = { total: 10_700, subtotal: 9_800, shipping: 900, discount: 0, tax: 0 }
      const facts = Object.fromEntries(Object.entries(price).map(([name, amount]) => [name, money(amount, currency)]))
      const scenario = checkedOut({ currency }).when(pay(facts))
      expect(scenario.order, currency).toMatchObject({ attention: [], totals: { total: money(10_700, currency) } })
    }
  })

  it('keeps what the customer saw in another currency', () => {
    const presented = money(16_050, 'JPY')
    expect(checkedOut().when(pay({ presented })).order.payment.presented).toEqual(presented)
  })
})
