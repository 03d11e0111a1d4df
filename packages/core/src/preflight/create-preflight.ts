import { mustBeTimeout, withDeadline } from '../calls/with-deadline.ts'
import type { FulfillmentProvider, ProviderProduct, Quote } from '../fulfillment/fulfillment-provider.ts'
import type { ShippingAddress } from '../order/order.ts'
import { type Answer, askWithin } from './answer.ts'
import { checkAddress } from './check-address.ts'
import { checkAsset } from './check-asset.ts'
import { checkHash } from './check-hash.ts'
import { checkItem, type PreflightItem } from './check-item.ts'
import { checkQuantity } from './check-quantity.ts'
import { checkQuote, checkQuoteFailure } from './check-quote.ts'
import { type AssetInspection, type InspectAssetOptions, inspectAsset } from './inspect-asset.ts'
import { notChecked, reasonOf } from './not-checked.ts'
import type { PreflightIssue } from './preflight-issue.ts'
import { defaultPreflightLimits, type PreflightLimits } from './preflight-limits.ts'
import { type PreflightReport, toReport } from './preflight-report.ts'

/** Whom a preflight asks, and within which limits. */
export interface PreflightOptions extends Pick<InspectAssetOptions, 'fetch' | 'resolve' | 'allowUrl'> {
  readonly provider: Pick<FulfillmentProvider, 'product' | 'quote'>
  readonly limits?: Partial<PreflightLimits>
}

/** What is to be sold or printed, as far as it is known. */
export interface PreflightSubject {
  readonly items: readonly PreflightItem[]
  /** ISO 4217, of the quotes. */
  readonly currency: string
  /** The provider's name of the method, in any case. */
  readonly shippingMethod?: string
  readonly shippingAddress?: ShippingAddress
  /** ISO 3166-1 alpha-2. @default that of the address */
  readonly country?: string
}

/** Looks at products, artwork and addresses before money is taken or a print is sent. */
export interface Preflight {
  /**
   * Looks at everything at once, in bounded time. What could not be looked at, because the provider or a server of
   * artwork is away, is a warning `not_checked`: a shop goes on selling meanwhile.
   *
   * Rejects only when `signal` calls it off.
   */
  check(subject: PreflightSubject, options?: { readonly signal?: AbortSignal }): Promise<PreflightReport>
}

/**
 * Looks before money is taken, and before anything is printed, at what would go wrong later: products, choices, artwork,
 * destination, shipping, address. It keeps nothing.
 *
 * @throws `invalid_options` for a time limit that cannot be waited.
 * @example
 * ```ts
 * import { createPreflight } from '@quoin/core/preflight'
 * import { prodigiFulfillment } from '@quoin/core/prodigi'
 *
 * const provider = prodigiFulfillment({ apiKey: 'your-key', environment: 'sandbox' })
 * const preflight = createPreflight({ provider })
 * const { errors, warnings } = await preflight.check({
 *   items: [
 *     {
 *       sku: 'GLOBAL-FAP-16X24',
 *       quantity: 1,
 *       attributes: {},
 *       sizing: 'fill',
 *       assets: [{ printArea: 'default', url: 'https://example.com/print.jpg', md5Hash: null }],
 *     },
 *   ],
 *   currency: 'USD',
 *   country: 'US',
 * })
 * console.log(errors.length === 0, warnings)
 * ```
 */
export function createPreflight({ provider, limits: given, ...ways }: PreflightOptions): Preflight {
  const limits = { ...defaultPreflightLimits, ...given }
  mustBeTimeout('limits.timeoutMs', limits.timeoutMs)
  return {
    check: (subject, { signal } = {}) =>
      withDeadline(limits.timeoutMs, signal, async (bounded) => {
        const ask = <Value>(question: () => Promise<Value>) => askWithin(bounded, question)
        const productOf = once((sku) => ask(() => provider.product(sku, { signal: bounded })))
        const inspectionOf = once((url) => ask(() => inspectAsset(url, { ...ways, ...limits, signal: bounded })))
        const country = subject.country ?? subject.shippingAddress?.country
        const { items, currency } = subject
        const [perItem, quoted] = await Promise.all([
          Promise.all(
            items.map(async (item, index) => {
              const [product, inspections] = await Promise.all([
                productOf(item.sku),
                Promise.all(item.assets.map(({ url }) => inspectionOf(url))),
              ])
              return itemIssues(item, { path: `items[${index}]`, product, inspections, country, limits })
            }),
          ),
          country === undefined ? null : ask(() => provider.quote({ country, currency, items }, { signal: bounded })),
        ])
        signal?.throwIfAborted()
        const address = subject.shippingAddress ? checkAddress(subject.shippingAddress) : []
        const quotes = quoted?.outcome === 'answered' ? quoted.value : []
        const shipping = quoted ? quoteIssues(quoted, subject.shippingMethod) : []
        return toReport([...perItem.flat(), ...shipping, ...address], quotes)
      }),
  }
}

/** Asks only once for the same thing. */
function once<Value>(ask: (key: string) => Promise<Value>): (key: string) => Promise<Value> {
  const asked = new Map<string, Promise<Value>>()
  return (key) => {
    const answer = asked.get(key) ?? ask(key)
    asked.set(key, answer)
    return answer
  }
}

interface ItemFindings {
  readonly path: string
  readonly product: Answer<ProviderProduct | null>
  readonly inspections: readonly Answer<AssetInspection>[]
  readonly country: string | undefined
  readonly limits: PreflightLimits
}

function itemIssues(item: PreflightItem, findings: ItemFindings): readonly PreflightIssue[] {
  const { path, product, inspections, country, limits } = findings
  const known = product.outcome === 'answered' ? product.value : null
  return [
    ...checkQuantity(item.quantity, limits.quantityMax, path),
    ...(product.outcome === 'answered'
      ? checkItem(item, product.value, { path, country })
      : [notChecked('product', `${path}.sku`, reasonOf(product.error))]),
    ...item.assets.flatMap((asset, index) => {
      const at = `${path}.assets[${index}]`
      const inspection = inspections[index]
      return [
        ...checkHash(asset.md5Hash, at),
        ...(inspection?.outcome === 'answered'
          ? checkAsset(asset, inspection.value, { path: at, item, product: known, limits })
          : [notChecked('asset', `${at}.url`, reasonOf(inspection?.error))]),
      ]
    }),
  ]
}

function quoteIssues(quoted: Answer<readonly Quote[]>, shippingMethod: string | undefined): readonly PreflightIssue[] {
  return quoted.outcome === 'answered' ? checkQuote(quoted.value, shippingMethod) : checkQuoteFailure(quoted.error)
}
