import { describe, expect, it } from 'vitest'
import { newOrder } from '../../test/order-scenario.ts'
import { money } from '../money/money.ts'
import { fingerprintPlan, planCheckout } from './checkout-plan.ts'
import type { CheckoutConfig, PreparedCheckout } from './prepare-checkout.ts'

const { items, shippingOptions } = newOrder().order
const config: CheckoutConfig = {
  catalog: () => null,
  shippingOptions,
  addPercent: null,
  checkout: { ui: 'hosted', promotionCodes: false, automaticTax: false, adaptivePricing: null, openForMs: 86_400_000 },
  adopt: null,
  allowedCountries: ['US', 'DE'],
  shopUrl: 'https://shop.example',
  successUrl: 'https://shop.example/thanks',
  cancelUrl: 'https://shop.example/cart',
}
const prepared: PreparedCheckout = {
  draft: { items: [] },
  items,
  currency: 'USD',
  shippingOptions,
  report: { errors: [], warnings: [], quotes: [] },
}
const print = (changes: Partial<PreparedCheckout> = {}, settings: Partial<CheckoutConfig> = {}) =>
  fingerprintPlan(planCheckout({ ...config, ...settings }, { ...prepared, ...changes }))

describe('what tells two checkouts of an intent apart', () => {
  it('is not the ids of lines, the order of attributes or what it costs the shop', async () => {
    const again = items.map((item, index) => ({ ...item, id: `other-${index}` }))
    const quoted = shippingOptions.map((option) => ({ ...option, cost: money(5_000, 'USD') }))
    expect(await print({ items: again, shippingOptions: quoted })).toBe(await print())
    const [a, b] = [
      { color: 'black', wrap: 'white' },
      { wrap: 'white', color: 'black' },
    ]
    const withAttributes = (attributes: Record<string, string>) => items.map((item) => ({ ...item, attributes }))
    expect(await print({ items: withAttributes(a) })).toBe(await print({ items: withAttributes(b) }))
  })

  it.each<[string, Partial<PreparedCheckout>, Partial<CheckoutConfig>]>([
    ['how many', { items: items.map((item) => ({ ...item, quantity: 3 })) }, {}],
    ['the price', { items: items.map((item) => ({ ...item, unitPrice: money(1, 'USD') })) }, {}],
    ['the artwork', { items: items.map((item) => ({ ...item, assets: [] })) }, {}],
    ['the ways to ship', { shippingOptions: shippingOptions.slice(0, 1) }, {}],
    ['the country', { draft: { items: [], country: 'DE' } }, {}],
    ['the e-mail address', { draft: { items: [], email: 'ada@example.com' } }, {}],
    ['the kind of page', { draft: { items: [], ui: 'embedded' } }, {}],
    ['the discount', { draft: { items: [], discount: { coupon: 'A' } } }, {}],
    ['where customers come back to', {}, { successUrl: 'https://shop.example/done' }],
    ['whether codes can be typed', {}, { checkout: { ...config.checkout, promotionCodes: true } }],
    ['how long it is open', {}, { checkout: { ...config.checkout, openForMs: 3_600_000 } }],
  ])('is %s', async (_, changes, settings) => {
    expect(await print(changes, settings)).not.toBe(await print())
  })
})
