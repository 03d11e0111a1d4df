import { type Money, parseDecimal } from '@quoin/core/money'

/** Money as somebody types it, with a point or a comma before the last digits; null when it is none, or nothing. */
export function readAmount(text: string, currency: string): Money | null {
  if (!/^\d+(?:[.,]\d+)?$/.test(text)) return null
  try {
    const amount = parseDecimal(text.replace(',', '.'), currency)
    return amount.amount > 0 ? amount : null
  } catch {
    return null
  }
}
