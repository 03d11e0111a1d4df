import type { Order } from './order.ts'

const longestTerm = 200
const mostWords = 10

/**
 * What {@link OrderQuery.q} is looked for among: an order's number, e-mail address and recipient from each of their words on, and the
 * providers' ids; in lower case. Of a text the first ten words count, and of each 200 characters.
 *
 * @example
 * ```ts
 * import { type Order, orderSearchTerms, searchPrefix } from '@quoin/core'
 *
 * export function isFound(order: Order, q: string): boolean {
 *   const prefix = searchPrefix(q)
 *   return prefix !== null && orderSearchTerms(order).some((term) => term.startsWith(prefix))
 * }
 * ```
 */
export function orderSearchTerms({ number, email, shippingAddress, payment, fulfillments }: Order): readonly string[] {
  const texts = [number, email, shippingAddress?.name].flatMap((text) => fromEachWord(text?.toLowerCase() ?? ''))
  const ids = [payment.checkoutId, payment.paymentId, ...fulfillments.map((f) => f.providerOrderId)]
  const names = ids.flatMap((id) => id?.toLowerCase() ?? [])
  return [...new Set([...texts, ...names].map((term) => term.slice(0, longestTerm)))].filter((term) => term !== '')
}

/**
 * With what a term begins that is looked for by these words; null when there is no letter and no digit in them, which nothing has.
 *
 * @example
 * ```ts
 * import { searchPrefix } from '@quoin/core'
 *
 * searchPrefix('@Example.com') // 'example.com'
 * ```
 */
export function searchPrefix(q: string): string | null {
  return fromEachWord(q.toLowerCase())[0]?.slice(0, longestTerm) ?? null
}

/** `ada lovelace` is `ada lovelace` and `lovelace`. */
function fromEachWord(text: string): string[] {
  const words = [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)]
  return words.slice(0, mostWords).map(({ index }) => text.slice(index))
}
