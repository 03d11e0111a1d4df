import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { currencyExponent } from './currency.ts'
import { addMoney, formatDecimal, money, multiplyMoney, parseDecimal, subtractMoney, sumMoney, zero } from './money.ts'

const currencies = Intl.supportedValuesOf('currency')
const currency = fc.constantFrom(...currencies, 'CLF', 'UYW')
const amount = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 })

describe('money', () => {
  it.each([
    [1205, 'GBP', '12.05'],
    [-5, 'USD', '-0.05'],
    [500, 'JPY', '500'],
    [1, 'KWD', '0.001'],
    [0, 'EUR', '0.00'],
    [5, 'ISK', '5'],
    [5, 'UGX', '5'],
    [705, 'MGA', '7.05'],
    [12345, 'CLF', '1.2345'],
  ])('F20 writes %d of %s as %s', (units, code, text) => {
    expect(formatDecimal(money(units, code))).toBe(text)
    expect(parseDecimal(text, code)).toEqual(money(units, code))
  })

  it('F20 reads what it writes, in every kind of currency', () => {
    fc.assert(
      fc.property(amount, currency, (units, code) => {
        const text = formatDecimal(money(units, code))
        expect(parseDecimal(text, code)).toEqual(money(units, code))
        expect(text.split('.')[1]?.length ?? 0).toBe(currencyExponent(code))
      }),
    )
  })

  it('F20 knows the digits of every currency of ISO 4217', () => {
    const digits = (count: number) => currencies.filter((code) => currencyExponent(code) === count)
    expect(digits(0).join(' ')).toBe('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF')
    expect(digits(3).join(' ')).toBe('BHD IQD JOD KWD LYD OMR TND')
    expect(digits(2)).toHaveLength(currencies.length - 23)
  })

  it('takes more digits only when they are zeros', () => {
    expect(parseDecimal('12.0500', 'GBP')).toEqual(money(1205, 'GBP'))
    expect(parseDecimal('12', 'gbp')).toEqual(money(1200, 'GBP'))
    for (const text of ['12.051', '1,5', '', '1e3', 'NaN', '0x10', '12.', '.5']) {
      expect(() => parseDecimal(text, 'GBP'), text).toThrowError(expect.objectContaining({ code: 'invalid_money' }))
    }
  })

  it('adds up without loss', () => {
    fc.assert(
      fc.property(amount, amount, currency, (a, b, code) => {
        const sum = addMoney(money(a, code), money(b, code))
        expect(subtractMoney(sum, money(b, code))).toEqual(money(a, code))
        expect(sumMoney([money(a, code), money(b, code)], code)).toEqual(sum)
      }),
    )
    expect(multiplyMoney(money(333, 'USD'), 3)).toEqual(money(999, 'USD'))
    expect(sumMoney([], 'USD')).toEqual(zero('USD'))
  })

  it.each([
    ['a fraction', () => money(0.5, 'USD')],
    ['what no number holds exactly', () => money(2 ** 53, 'USD')],
    ['no currency', () => money(1, 'US')],
    ['two currencies', () => addMoney(money(1, 'USD'), money(1, 'EUR'))],
    ['a part of a thing', () => multiplyMoney(money(1, 'USD'), 1.5)],
  ])('refuses %s', (_, act) => {
    expect(act).toThrowError(expect.objectContaining({ code: 'invalid_money' }))
  })
})
