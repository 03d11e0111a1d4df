import { describe, expect, it } from 'vitest'
import { prodigiFulfillment } from './fulfillment/prodigi/index.ts'
import { parseSettings } from './parse-settings.ts'
import { stripePayments } from './payment/stripe/index.ts'
import type { QuoinOptions } from './quoin-options.ts'
import { createMemoryStorage } from './storage/memory-storage.ts'

const options: QuoinOptions = {
  storage: createMemoryStorage(),
  payments: stripePayments({ secretKey: 'sk_test_1', webhookSecrets: 'whsec_1' }),
  fulfillment: prodigiFulfillment({ apiKey: 'key', environment: 'sandbox' }),
  catalog: () => null,
  shippingOptions: [{ method: 'Standard', displayName: 'Standard', price: { amount: 900, currency: 'USD' } }],
  publicUrl: 'https://shop.example',
  secret: 'sixteen characters',
}

describe('the options of createQuoin', () => {
  it('are completed', () => {
    expect(parseSettings(options)).toMatchObject({
      addPercent: null,
      costs: { maxIncreasePercent: 10, minMarginPercent: null },
      successUrl: 'https://shop.example/thanks?session_id={CHECKOUT_SESSION_ID}',
      cancelUrl: 'https://shop.example/cart',
      basePath: '/api',
      retry: { baseDelayMs: 1_000, maxDelayMs: 900_000, giveUpAfterMs: 345_600_000 },
      worker: { slots: 10, leaseMs: 20_000, pollIntervalMs: 1_000, graceMs: 10_000 },
    })
    expect(parseSettings({ ...options, quotedShipping: {} }).addPercent).toBe(0)
  })

  it.each([
    ['shippingOptions', { shippingOptions: [] }],
    ['shippingOptions[0].displayName', { shippingOptions: [{ ...options.shippingOptions[0], displayName: '' }] }],
    [
      'shippingOptions[0].price.amount',
      { shippingOptions: [{ ...options.shippingOptions[0], price: { amount: 0.5, currency: 'USD' } }] },
    ],
    [
      'shippingOptions[0].price.currency',
      { shippingOptions: [{ ...options.shippingOptions[0], price: { amount: 1, currency: 'usd' } }] },
    ],
    ['publicUrl', { publicUrl: 'shop.example' }],
    ['publicUrl', { publicUrl: 'https://shop.example/' }],
    ['successUrl', { successUrl: '/thanks' }],
    ['cancelUrl', { cancelUrl: 'javascript:alert(1)' }],
    ['checkout.ui', { checkout: { ui: 'popup' } }],
    ['checkout.promotionCodes', { checkout: { promotionCodes: 'yes' } }],
    ['checkout.adaptivePricing', { checkout: { adaptivePricing: 1 } }],
    ['checkout.openForMs', { checkout: { openForMs: 29 * 60_000 } }],
    ['checkout.openForMs', { checkout: { openForMs: 25 * 3_600_000 } }],
    ['adoptCheckout', { adoptCheckout: {} }],
    ['secret', { secret: 'too short' }],
    ['secret', { secret: undefined }],
    ['basePath', { basePath: 'api/' }],
    ['allowedCountries', { allowedCountries: ['us'] }],
    ['quotedShipping.addPercent', { quotedShipping: { addPercent: -1 } }],
    ['costs.minMarginPercent', { costs: { minMarginPercent: Number.NaN } }],
    ['retry.baseDelayMs', { retry: { baseDelayMs: 0 } }],
    ['worker.slots', { worker: { slots: 1.5 } }],
    ['worker.leaseMs', { worker: { leaseMs: 10 } }],
  ])('name %s when it is at fault', (path, change) => {
    const wrong = { ...options, ...change } as QuoinOptions
    const fault = { code: 'invalid_options', issues: [expect.objectContaining({ path })] }
    expect(() => parseSettings(wrong)).toThrowError(expect.objectContaining(fault))
  })

  it('never stand in the error: one of them is a secret', () => {
    expect(() => parseSettings({ ...options, secret: 'hush' })).toThrowError(/^(?!.*hush)/)
  })
})
