import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { currencyExponent } from '../../money/currency.ts'
import { formatDecimal, money, parseDecimal } from '../../money/money.ts'
import { fromStripeAmount, toStripeAmount } from './stripe-amount.ts'

/** Every currency that this machine's ISO 4217 knows. */
const currencies = Intl.supportedValuesOf('currency')
/** In what Stripe counts: a power of ten of the whole unit, by its own list. */
const stripeZeroDecimal = 'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' ')
const stripeExponent = (currency: string) =>
  stripeZeroDecimal.includes(currency) ? 0 : ['ISK', 'UGX'].includes(currency) ? 2 : currencyExponent(currency)

describe('F20 INV-5 amounts at Stripe', () => {
  it('are the same money there and back, in every currency, without a fraction anywhere', () => {
    expect(currencies.length).toBeGreaterThan(150)
    fc.assert(
      fc.property(fc.constantFrom(...currencies), fc.integer({ min: 0, max: 99_999_999 }), (currency, wholes) => {
        const value = parseDecimal(String(wholes), currency)
        const said = toStripeAmount(value)
        expect(Number.isSafeInteger(said)).toBe(true)
        expect(BigInt(said)).toBe(BigInt(wholes) * 10n ** BigInt(stripeExponent(currency)))
        expect(fromStripeAmount(said, currency.toLowerCase())).toEqual(value)
      }),
    )
  })

  it('are the same money there and back for whatever Stripe can say', () => {
    fc.assert(
      fc.property(fc.constantFrom(...currencies), fc.nat(999_999), (currency, steps) => {
        const step = ['ISK', 'UGX'].includes(currency) ? 100 : currencyExponent(currency) === 3 ? 10 : 1
        const value = fromStripeAmount(steps * step, currency)
        expect(toStripeAmount(value)).toBe(steps * step)
        expect(formatDecimal(value)).not.toMatch(/e|NaN/)
      }),
    )
  })

  it.each([
    ['5 krónur', money(5, 'ISK'), 500],
    ['5 Uganda shillings', money(5, 'UGX'), 500],
    ['5 ariary', money(500, 'MGA'), 5],
    ['5 yen', money(5, 'JPY'), 5],
    ['5 dinars', money(5_000, 'KWD'), 5_000],
    ['5 forints', money(500, 'HUF'), 500],
    ['nothing', money(0, 'ISK'), 0],
  ])('%s', (_what, value, said) => {
    expect(toStripeAmount(value)).toBe(said)
    expect(fromStripeAmount(said, value.currency)).toEqual(value)
  })

  it.each([
    ['a dinar of four digits that end in no zero', () => toStripeAmount(money(5_001, 'KWD'))],
    ['a part of an ariary', () => toStripeAmount(money(501, 'MGA'))],
    ['more than a number holds', () => toStripeAmount(money(Number.MAX_SAFE_INTEGER, 'ISK'))],
    ['a part of a króna, said by Stripe', () => fromStripeAmount(501, 'isk')],
  ])('refuses %s, and rounds nothing', (_what, act) => {
    expect(act).toThrow(
      expect.objectContaining({
        code: 'payment_provider_failed',
        retry: 'permanent',
        issues: [expect.objectContaining({ code: 'amount_not_chargeable' })],
      }),
    )
  })
})
