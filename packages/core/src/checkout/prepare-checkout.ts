import type { Catalog } from '../catalog/catalog.ts'
import type { Engine } from '../engine.ts'
import type { OrderItem, ShippingOffer, ShippingOption } from '../order/order.ts'
import type { QuoinSettings } from '../parse-settings.ts'
import type { PreflightReport } from '../preflight/preflight-report.ts'
import type { AdoptCheckout } from './adopt-checkout.ts'
import type { CheckoutDraft } from './checkout-draft.ts'
import { freezeItems } from './freeze-items.ts'
import { invalidCheckout, parseCheckoutDraft } from './parse-checkout-draft.ts'
import { priceShipping } from './price-shipping.ts'

/** What the host decides about its checkouts. */
export interface CheckoutConfig {
  readonly catalog: Catalog
  readonly shippingOptions: readonly ShippingOffer[]
  /** Added to quoted prices for shipping; null: the options' own prices stand. */
  readonly addPercent: number | null
  readonly checkout: QuoinSettings['checkout']
  /** Null: a checkout that is none of Quoin's is none of its business. */
  readonly adopt: AdoptCheckout | null
  readonly allowedCountries: readonly string[]
  /** Tells this shop's checkouts from those of others on the same account. */
  readonly shopUrl: string
  readonly successUrl: string
  readonly cancelUrl: string
}

/** A cart that was looked at, and not sold yet. */
export interface PreparedCheckout {
  readonly draft: CheckoutDraft
  readonly items: readonly OrderItem[]
  readonly currency: string
  readonly shippingOptions: readonly ShippingOption[]
  readonly report: PreflightReport
}

/**
 * Looks a cart up in the catalogue and at the print provider. Keeps nothing.
 *
 * @throws {@link QuoinError} `invalid_checkout` for what can't even be looked up.
 */
export async function prepareCheckout(
  engine: Engine,
  config: CheckoutConfig,
  input: unknown,
): Promise<PreparedCheckout> {
  const draft = parseCheckoutDraft(input)
  const { country } = draft
  if (country !== undefined && !config.allowedCountries.includes(country)) {
    throw invalidCheckout([{ path: 'country', code: 'country_not_served', message: 'The shop does not ship there.' }])
  }
  const items = await freezeItems(draft.items, config.catalog, engine.ids.uuid)
  const currency = items[0]?.unitPrice.currency ?? ''
  const offers = config.shippingOptions.filter((option) => option.price.currency === currency)
  const report = await engine.preflight({ items, currency, ...(country !== undefined && { country }) })
  const shippingOptions = priceShipping(offers, report.quotes, config.addPercent)
  if (shippingOptions.length === 0) {
    const message = offers.length === 0 ? `No way to ship is priced in ${currency}.` : 'No way to ship goes there.'
    throw invalidCheckout([{ path: 'items', code: 'no_shipping_option', message }])
  }
  return { draft, items, currency, shippingOptions, report }
}

/** As {@link prepareCheckout}. @throws {@link QuoinError} `invalid_checkout` also for what must not be sold. */
export async function prepareSale(engine: Engine, config: CheckoutConfig, input: unknown): Promise<PreparedCheckout> {
  const prepared = await prepareCheckout(engine, config, input)
  const { errors, warnings } = prepared.report
  if (errors.length > 0) throw invalidCheckout(errors)
  for (const { code, path } of warnings) engine.logger.info({ code, path }, 'A checkout was warned of.')
  return prepared
}
