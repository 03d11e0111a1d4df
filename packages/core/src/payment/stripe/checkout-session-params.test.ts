import { describe, expect, it } from 'vitest'
import { money } from '../../money/money.ts'
import type { CheckoutRequest } from '../payment-provider.ts'
import { checkoutRequest } from './checkout-request.test.data.ts'
import { checkoutSessionParams } from './checkout-session-params.ts'

const request = checkoutRequest()
const paramsOf = (changes: Partial<CheckoutRequest> = {}) => checkoutSessionParams(checkoutRequest(changes))

describe('what Stripe is asked for', () => {
  it.each([
    ['hosted', undefined],
    ['embedded', 'embedded_page'],
    ['elements', 'elements'],
  ] as const)('%s: where it is shown', (ui, mode) => {
    const { ui_mode, success_url, cancel_url, return_url } = paramsOf({ ui })
    const back = request.successUrl
    expect({ ui_mode, success_url, cancel_url, return_url }).toEqual(
      ui === 'hosted'
        ? { ui_mode: mode, success_url: back, cancel_url: request.cancelUrl, return_url: undefined }
        : { ui_mode: mode, success_url: undefined, cancel_url: undefined, return_url: back },
    )
  })

  it('takes nothing off and adds nothing unless the shop wants it', () => {
    const params = paramsOf()
    for (const name of ['allow_promotion_codes', 'discounts', 'automatic_tax', 'adaptive_pricing', 'expires_at']) {
      expect(params).not.toHaveProperty(name)
    }
    expect(JSON.stringify(params)).not.toContain('tax')
  })

  it.each([
    ['codes', { terms: { discounts: true, taxes: false } }, { allow_promotion_codes: true }],
    [
      'a coupon, and then no codes',
      { terms: { discounts: true, taxes: false }, discount: { coupon: 'TEN' } },
      { discounts: [{ coupon: 'TEN' }] },
    ],
    ['a promotion code', { discount: { promotionCode: 'promo_1' } }, { discounts: [{ promotion_code: 'promo_1' }] }],
  ])('F19 takes off by %s', (_what, changes, discounts) => {
    const { allow_promotion_codes, discounts: given } = paramsOf(changes)
    expect({ ...(allow_promotion_codes && { allow_promotion_codes }), ...(given && { discounts: given }) }).toEqual(
      discounts,
    )
  })

  it('F19 has taxes worked out for goods and for sending them', () => {
    const params = paramsOf({ terms: { discounts: false, taxes: true } })
    expect(params.automatic_tax).toEqual({ enabled: true })
    expect(params.line_items?.[0]?.price_data?.product_data?.tax_code).toBe('txcd_99999999')
    expect(params.shipping_options?.[0]?.shipping_rate_data?.tax_code).toBe('txcd_92010001')
    // Whether prices include taxes is a setting of the account.
    expect(JSON.stringify(params)).not.toContain('tax_behavior')
  })

  it.each([true, false])('lets prices be seen in other currencies: %s', (adaptivePricing) => {
    expect(paramsOf({ adaptivePricing }).adaptive_pricing).toEqual({ enabled: adaptivePricing })
  })

  it('closes in whole seconds, and never later than it was asked to', () => {
    expect(paramsOf({ expiresAt: new Date('2026-01-01T12:00:00.999Z') }).expires_at).toBe(1767268800)
  })

  it('F22 says which order and which lines it is, and nothing that could be too long', () => {
    const params = paramsOf()
    const order = { order_id: '0199-order', order_number: 'ABCDE-23456' }
    expect(params).toMatchObject({
      client_reference_id: '0199-order',
      metadata: order,
      payment_intent_data: { metadata: order },
      line_items: [
        {
          metadata: { item_id: 'item_1', product_id: 'print', sku: 'GLOBAL-FAP-16X24' },
          price_data: { product_data: { metadata: { product_id: 'print', sku: 'GLOBAL-FAP-16X24' } } },
        },
      ],
    })
  })

  it.each([
    ['ISK', 4900, 490_000],
    ['UGX', 4900, 490_000],
    ['MGA', 4900, 49],
    ['JPY', 4900, 4900],
    ['KWD', 4900, 4900],
  ])("F20 names prices in %s in Stripe's unit", (currency, amount, said) => {
    const [item] = request.items
    if (!item) throw new Error('The request has no item.')
    const params = paramsOf({
      items: [{ ...item, unitPrice: money(amount, currency) }],
      shippingOptions: [{ method: 'Standard', displayName: 'Standard', price: money(amount, currency) }],
    })
    expect(params.line_items?.[0]?.price_data?.unit_amount).toBe(said)
    expect(params.shipping_options?.[0]?.shipping_rate_data?.fixed_amount?.amount).toBe(said)
  })

  it('F20 refuses a price that Stripe can not charge', () => {
    const price = money(4901, 'KWD')
    expect(() => paramsOf({ shippingOptions: [{ method: 'Standard', displayName: 'Standard', price }] })).toThrow(
      expect.objectContaining({ retry: 'permanent', issues: [expect.objectContaining({ path: 'amount' })] }),
    )
  })
})
