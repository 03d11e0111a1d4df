import { canonicalJson } from '../canonical-json.ts'
import type { OrderDraft } from '../order/order-commands.ts'
import type { CheckoutRequest } from '../payment/payment-provider.ts'
import { sha256Hex } from '../runtime/digest.ts'
import type { CheckoutConfig, PreparedCheckout } from './prepare-checkout.ts'

/** All that an order and its page are made from, the same at every try. */
export interface CheckoutPlan {
  readonly order: Omit<OrderDraft, 'orderId' | 'number' | 'intent' | 'paymentProvider'>
  /** What the page needs besides the order. */
  readonly page: Pick<
    CheckoutRequest,
    'allowedCountries' | 'ui' | 'discount' | 'adaptivePricing' | 'shopUrl' | 'successUrl' | 'cancelUrl'
  >
  readonly openForMs: number
}

/** Freezes a cart that may be sold. */
export function planCheckout(config: CheckoutConfig, prepared: PreparedCheckout): CheckoutPlan {
  const { draft, items, currency, shippingOptions } = prepared
  const { checkout, shopUrl, successUrl, cancelUrl } = config
  const discount = draft.discount ?? null
  return {
    order: {
      userId: draft.userId ?? null,
      email: draft.email ?? null,
      currency,
      // A discount of the shop's own is as much its wish as one by a code.
      terms: { discounts: checkout.promotionCodes || discount !== null, taxes: checkout.automaticTax },
      items,
      shippingOptions,
      metadata: {},
    },
    page: {
      allowedCountries: draft.country === undefined ? config.allowedCountries : [draft.country],
      ui: draft.ui ?? checkout.ui,
      discount,
      adaptivePricing: checkout.adaptivePricing,
      shopUrl,
      successUrl,
      cancelUrl,
    },
    openForMs: checkout.openForMs,
  }
}

/** The same for plans that lead to the same page. Ids are made anew at each try, and what a print costs is no matter of the page. */
export function fingerprintPlan({ order, page, openForMs }: CheckoutPlan): Promise<string> {
  const items = order.items.map(({ id: _, ...item }) => item)
  const shippingOptions = order.shippingOptions.map(({ cost: _, ...option }) => option)
  return sha256Hex(canonicalJson({ ...order, items, shippingOptions, page, openForMs }))
}
