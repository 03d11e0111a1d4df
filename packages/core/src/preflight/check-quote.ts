import type { Quote } from '../fulfillment/fulfillment-provider.ts'
import { QuoinError } from '../quoin-error.ts'
import { notChecked, reasonOf } from './not-checked.ts'
import type { PreflightIssue } from './preflight-issue.ts'
import { sameWord } from './product-variants.ts'

/**
 * Whether the provider can send the items. Codes: `quote_unavailable` when it names no way at all,
 * `shipping_method_unavailable` when it does not name the one that is meant. Pure.
 *
 * @param shippingMethod in any case; left out while nobody has chosen.
 * @example
 * ```ts
 * import { checkQuote } from '@quoin/core/preflight'
 *
 * checkQuote([], 'Standard')[0]?.code // 'quote_unavailable'
 * ```
 */
export function checkQuote(quotes: readonly Quote[], shippingMethod?: string): readonly PreflightIssue[] {
  if (quotes.length === 0) {
    return [{ code: 'quote_unavailable', path: 'items', message: 'The print provider can not send these items there.' }]
  }
  const available = quotes.map((quote) => quote.shippingMethod)
  if (shippingMethod === undefined || available.some((method) => sameWord(method, shippingMethod))) return []
  const message = `The print provider can not send these items there as "${shippingMethod}".`
  return [{ code: 'shipping_method_unavailable', path: 'shippingMethod', message, details: { available } }]
}

/**
 * What it means that there is no quote: `quote_refused` for each field that the provider names, else `not_checked`.
 *
 * A refusal that names no field says nothing against the items: it may as well be the key, or a change of the service.
 */
export function checkQuoteFailure(error: unknown): readonly PreflightIssue[] {
  if (!(error instanceof QuoinError) || error.retry !== 'permanent' || error.issues.length === 0) {
    return [notChecked('quote', 'items', reasonOf(error))]
  }
  return error.issues.map(({ path, code }): PreflightIssue => {
    const message = `The print provider refuses to quote for this (${code}).`
    return { code: 'quote_refused', path, message, details: { refusal: code } }
  })
}
