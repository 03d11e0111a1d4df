import { describe, expect, it } from 'vitest'
import { money } from '../money/money.ts'
import { priceShipping } from './price-shipping.ts'

const usd = (amount: number) => money(amount, 'USD')
const standard = { method: 'Standard', displayName: 'Standard', price: usd(900) }
const express = { method: 'Express', displayName: 'Express', price: usd(2_400) }
const quote = (shippingMethod: string, shipping = usd(795)) => ({
  shippingMethod,
  items: usd(3_000),
  shipping,
  total: usd(3_795),
})

describe('the ways to ship', () => {
  it('given no quotes, then all stand at their own prices and nobody knows their cost', () => {
    expect(priceShipping([standard, express], [], 10)).toEqual([
      { ...standard, cost: null },
      { ...express, cost: null },
    ])
  })

  it('given quotes, then what is not quoted is left out and the cost is kept', () => {
    expect(priceShipping([standard, express], [quote('standard')], null)).toEqual([{ ...standard, cost: usd(3_795) }])
  })

  it('given the provider’s price is to be asked, then it is, with the percentage, rounded up', () => {
    expect(priceShipping([standard], [quote('Standard')], 10)).toMatchObject([{ price: usd(875) }])
    expect(priceShipping([standard], [quote('Standard')], 0)).toMatchObject([{ price: usd(795) }])
  })

  it('given a currency of three decimals, then the last is zero, for no other amount can be charged', () => {
    const kwd = { ...standard, price: money(2_500, 'KWD') }
    expect(priceShipping([kwd], [quote('Standard', money(2_431, 'KWD'))], 10)).toMatchObject([
      { price: money(2_680, 'KWD') },
    ])
  })

  it('given a quote in another currency, then the own price stands', () => {
    expect(priceShipping([standard], [quote('Standard', money(795, 'GBP'))], 0)).toMatchObject([{ price: usd(900) }])
  })
})
