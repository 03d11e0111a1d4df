// Money by itself, for browsers: nothing but these functions is loaded with it
export { currencyExponent, isCurrencyCode } from './currency.ts'
export { formatDecimal, type Money, money, parseDecimal } from './money.ts'
