import { describe, expect, it } from 'vitest'
import { startedSubmission, submitted, told } from '../../test/order-scenario.ts'
import type { ProviderCharge } from '../fulfillment/fulfillment.ts'
import { money } from '../money/money.ts'
import { costLimit, costsOf } from './order-costs.ts'

const row = (id: string, amount: number, currency = 'USD'): ProviderCharge => ({
  id,
  kind: 'item',
  amount: money(amount, currency),
  itemId: null,
  shipmentId: null,
})
const withCost = (amount: number | null, currency = 'USD') => {
  const { order } = startedSubmission()
  const cost = amount === null ? null : money(amount, currency)
  return { ...order, shippingOptions: order.shippingOptions.map((option) => ({ ...option, cost })) }
}

describe('what an order costs', () => {
  it('given no bill, then there is no margin yet', () => {
    expect(costsOf(submitted().order)).toEqual({ quoted: null, charged: [], margin: null })
  })

  it('given a bill, then the margin is what is left of the payment', () => {
    const billed = told(submitted(), { charges: [row('1', 6_000), row('2', 900), row('3', -500)] })
    expect(costsOf(billed.order)).toMatchObject({ charged: [money(6_400, 'USD')], margin: money(4_300, 'USD') })
  })

  it('given a bill in another currency, then it is shown and no margin is made up', () => {
    const billed = told(submitted(), { charges: [row('1', 5_000, 'GBP')] })
    expect(costsOf(billed.order)).toMatchObject({ charged: [money(5_000, 'GBP')], margin: null })
  })

  it('given a longer bill came first, then a shorter one that comes later takes nothing away', () => {
    const long = told(submitted(), { charges: [row('1', 6_000), row('2', 900)] })
    expect(costsOf(told(long, { charges: [row('1', 6_000)] }).order).charged).toEqual([money(6_900, 'USD')])
  })

  it('prefers the quote before the print to the one at checkout', () => {
    const atCheckout = withCost(6_500)
    expect(costsOf(atCheckout).quoted).toEqual(money(6_500, 'USD'))
    const fulfillments = atCheckout.fulfillments.map((f) => ({ ...f, quotedCost: money(6_600, 'USD') }))
    expect(costsOf({ ...atCheckout, fulfillments }).quoted).toEqual(money(6_600, 'USD'))
  })
})

describe('F71 the most that a print may cost', () => {
  it.each([
    ['a tenth above the quote', 6_500, 10, null, 7_150],
    ['what leaves the margin', null, 10, 40, 6_420],
    ['the lower of both', 6_500, 10, 40, 6_420],
  ] as const)('is %s', (_, cost, maxIncreasePercent, minMarginPercent, limit) => {
    expect(costLimit(withCost(cost), { maxIncreasePercent, minMarginPercent })).toEqual(money(limit, 'USD'))
  })

  it('is not known without a quote, or with one in another currency', () => {
    const settings = { maxIncreasePercent: 10, minMarginPercent: null }
    expect(costLimit(withCost(null), settings)).toBeNull()
    expect(costLimit(withCost(5_000, 'GBP'), settings)).toBeNull()
  })
})
