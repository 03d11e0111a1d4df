import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { money } from '../money/money.ts'
import { priceOfCopies, priceShares } from './price-lines.ts'

const currencies = ['USD', 'EUR', 'JPY', 'KRW', 'KWD', 'BHD', 'ISK', 'UGX', 'CLF']
const orders = fc
  .record({
    currency: fc.constantFrom(...currencies),
    lines: fc.array(
      fc.record({ quantity: fc.integer({ min: 1, max: 5 }), price: fc.integer({ min: 0, max: 99_999 }) }),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
    shipping: fc.integer({ min: 0, max: 9_999 }),
    discountPercent: fc.integer({ min: 0, max: 100 }),
    tax: fc.integer({ min: 0, max: 9_999 }),
  })
  .map(({ currency, lines, shipping, discountPercent, tax }) => {
    const subtotal = lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0)
    const discount = Math.floor((subtotal * discountPercent) / 100)
    return {
      items: lines.map(({ quantity, price }, index) => ({
        ...item,
        id: `item-${index}`,
        quantity,
        unitPrice: money(price, currency),
      })),
      totals: {
        subtotal: money(subtotal, currency),
        shipping: money(shipping, currency),
        discount: money(discount, currency),
        tax: money(tax, currency),
        total: money(subtotal - discount + shipping + tax, currency),
      },
    }
  })
const item = { productId: 'p', name: 'P', sku: 'S', attributes: {}, sizing: 'fill', assets: [] } as const

describe('what was paid for each copy', () => {
  it('INV-21 F20 given any currency, discount and tax, then all copies and shipping add up to the payment, in whole units', () => {
    fc.assert(
      fc.property(orders, (order) => {
        const shares = priceShares(order)
        const copies = order.items.flatMap(({ id }) => shares.copies.get(id) ?? [])
        const sum = copies.reduce((total, price) => total + price.amount, shares.shipping.amount)
        expect(sum).toBe(order.totals.total.amount)
        for (const { amount, currency } of [...copies, shares.shipping]) {
          expect(Number.isSafeInteger(amount) && amount >= 0).toBe(true)
          expect(currency).toBe(order.totals.total.currency)
        }
        for (const { id, quantity } of order.items) expect(shares.copies.get(id)).toHaveLength(quantity)
      }),
      { numRuns: 1_000 },
    )
  })

  it('given copies are asked for in steps, then the steps add up to all of them', () => {
    fc.assert(
      fc.property(orders, fc.nat({ max: 5 }), (order, cut) => {
        const shares = priceShares(order)
        for (const { id, quantity } of order.items) {
          const first = Math.min(cut, quantity)
          const parts = [priceOfCopies(shares, id, 0, first), priceOfCopies(shares, id, first, quantity - first)]
          const whole = priceOfCopies(shares, id, 0, quantity)
          expect(parts.reduce((sum, { amount }) => sum + amount, 0)).toBe(whole.amount)
        }
      }),
    )
  })

  it('given a discount of a third on three prints, then the cent that does not divide is on one of them only', () => {
    const totals = {
      subtotal: money(3_000, 'USD'),
      shipping: money(900, 'USD'),
      discount: money(1_000, 'USD'),
      tax: money(0, 'USD'),
      total: money(2_900, 'USD'),
    }
    const shares = priceShares({ items: [{ ...item, id: 'a', quantity: 3, unitPrice: money(1_000, 'USD') }], totals })
    expect(shares.copies.get('a')?.map(({ amount }) => amount)).toEqual([666, 667, 667])
    expect(shares.shipping.amount).toBe(900)
  })
})
