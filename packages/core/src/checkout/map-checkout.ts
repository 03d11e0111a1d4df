import * as z from 'zod/mini'
import type { Engine } from '../engine.ts'
import { isCurrencyCode } from '../money/currency.ts'
import type { Money } from '../money/money.ts'
import type { ShippingOption } from '../order/order.ts'
import type { PaymentFacts } from '../payment/payment-facts.ts'
import type { CheckoutDescription } from '../payment/payment-provider.ts'
import type { AdoptedCheckout } from './adopt-checkout.ts'
import { deriveOrderId } from './derive-order-id.ts'
import { freezeItems } from './freeze-items.ts'
import { maxLines, parseOrRefuse } from './parse-checkout-draft.ts'
import type { CheckoutConfig } from './prepare-checkout.ts'
import type { NewOrder } from './store-order.ts'

const text = z.string('A text.').check(z.minLength(1, 'Not empty.'), z.maxLength(200, 'At most 200 characters.'))
const maybe = z.nullable(z.string('A text, or null.'))
const unitPrice = z.strictObject({
  amount: z.int('A whole number of minor units.').check(z.minimum(0, 'At least 0.')),
  currency: z.string('A text.').check(z.refine(isCurrencyCode, 'An ISO 4217 code in upper case.')),
})
const quantity = z.int('A whole number.').check(z.minimum(1, 'At least 1.'))
const adopted = z.strictObject({
  items: z
    .array(z.strictObject({ productId: text, quantity, unitPrice: z.optional(unitPrice) }), 'A list of lines.')
    .check(z.minLength(1, 'At least one line.'), z.maxLength(maxLines, `At most ${maxLines} lines.`)),
  shippingMethod: text,
  userId: z.optional(text),
  recipient: z.optional(
    z.strictObject({
      name: text,
      line1: text,
      line2: maybe,
      city: maybe,
      state: maybe,
      postalCode: maybe,
      country: z.string('A text.').check(z.regex(/^[A-Z]{2}$/, 'An ISO 3166-1 alpha-2 code in upper case.')),
      phone: maybe,
    }),
  ),
})

/**
 * The order of a checkout as its host maps it. The host made the page, so discounts and taxes on it are by its wish; what
 * the lines cost together has to fit.
 *
 * @throws {@link QuoinError} `invalid_checkout` naming what of the mapping is at fault.
 */
export async function mapCheckout(
  { ids }: Pick<Engine, 'ids'>,
  config: CheckoutConfig,
  mapped: AdoptedCheckout,
  { checkoutId, email }: CheckoutDescription,
  facts: PaymentFacts,
): Promise<NewOrder['draft']> {
  const { items: lines, shippingMethod, userId, recipient } = parseOrRefuse(adopted, mapped)
  const sold = lines.map(({ unitPrice: price, ...line }) => (price ? { ...line, unitPrice: price } : line))
  const items = await freezeItems(sold, config.catalog, ids.uuid)
  return {
    orderId: await deriveOrderId('adopt', checkoutId),
    userId: userId ?? null,
    email,
    currency: items[0]?.unitPrice.currency ?? facts.total.currency,
    intent: null,
    terms: { discounts: true, taxes: true },
    items,
    shippingOptions: [promisedOption(config, shippingMethod, facts.shipping)],
    shippingAddress: recipient ?? null,
    metadata: {},
  }
}

/** The way to ship that was promised, at the price that was asked for it. */
export function promisedOption(config: CheckoutConfig, method: string, price: Money): ShippingOption {
  const offered = config.shippingOptions.find((option) => option.method.toLowerCase() === method.toLowerCase())
  return { method: offered?.method ?? method, displayName: offered?.displayName ?? method, price, cost: null }
}
