import { expect, it } from 'vitest'
import type { Quote } from '../fulfillment/fulfillment-provider.ts'
import { money } from '../money/money.ts'
import { QuoinError } from '../quoin-error.ts'
import { checkQuote, checkQuoteFailure } from './check-quote.ts'

const quote = (shippingMethod: string): Quote => ({
  shippingMethod,
  items: money(1000, 'USD'),
  shipping: money(500, 'USD'),
  total: money(1500, 'USD'),
})
const quotes = [quote('Budget'), quote('Standard')]

it('given the method is quoted, in any case, or nobody has chosen one, then there is nothing to say', () => {
  expect(checkQuote(quotes, 'standard')).toEqual([])
  expect(checkQuote(quotes)).toEqual([])
})

it('given the method is not quoted, then the others are named', () => {
  expect(checkQuote(quotes, 'Overnight')).toMatchObject([
    { code: 'shipping_method_unavailable', path: 'shippingMethod', details: { available: ['Budget', 'Standard'] } },
  ])
})

it('given there is no quote at all, then nothing can be sent', () => {
  expect(checkQuote([], 'Standard')).toMatchObject([{ code: 'quote_unavailable', path: 'items' }])
})

const issues = [{ path: 'items[0].sku', code: 'SkuNotFound', message: 'items[0].sku: SkuNotFound' }]

it('given the provider refuses and names the field, then the quote is refused', () => {
  const error = new QuoinError('fulfillment_provider_failed', 'No.', { retry: 'permanent', issues })
  expect(checkQuoteFailure(error)).toMatchObject([
    { code: 'quote_refused', path: 'items[0].sku', details: { refusal: 'SkuNotFound' } },
  ])
})

it.each([
  ['is away', new QuoinError('fulfillment_provider_failed', 'Away.', { retry: 'retryable', issues })],
  ['refuses without a reason', new QuoinError('fulfillment_provider_failed', 'No.', { retry: 'permanent' })],
  ['breaks', new TypeError('canary')],
  ['throws anything', 'canary'],
])('given the provider %s, then the quote is not checked and nothing is said against the items', (_, error) => {
  const found = checkQuoteFailure(error)
  expect(found).toMatchObject([{ code: 'not_checked', path: 'items', details: { what: 'quote' } }])
  expect(JSON.stringify(found)).not.toContain('canary')
})
