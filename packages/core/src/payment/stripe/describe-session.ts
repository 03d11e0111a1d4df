import { z } from 'zod'
import { QuoinError } from '../../quoin-error.ts'
import type { CheckoutDescription, CheckoutLineDescription } from '../payment-provider.ts'
import { fromStripeAmount } from './stripe-amount.ts'
import type { StripeApi } from './stripe-api.ts'

const text = z
  .string()
  .nullish()
  .transform((value) => value || null)
const metadata = z
  .record(z.string(), z.string())
  .nullish()
  .transform((given) => given ?? {})
const amount = z.int().nullish()
const product = z.union([z.string().transform(() => null), z.object({ metadata })]).nullish()

const line = z.object({
  id: z.string().min(1),
  description: text,
  quantity: z.int().min(1).nullish(),
  amount_subtotal: z.int(),
  metadata,
  price: z.object({ unit_amount: amount, metadata, product }).nullish(),
})
type Line = z.infer<typeof line>
const lines = z.object({ data: z.array(line), has_more: z.boolean().nullish() })

/** As much of a Checkout Session as says what is bought in it. */
const session = z.object({
  id: z.string().min(1),
  livemode: z.boolean(),
  client_reference_id: text,
  metadata,
  currency: z.string().nullish(),
  amount_subtotal: amount,
  amount_total: amount,
  total_details: z.object({ amount_shipping: amount }).nullish(),
  customer_details: z.object({ email: text }).nullish(),
  customer_email: text,
  line_items: lines.nullish(),
})

/** Reads what is bought in a session: one call, and one more for each hundred lines beyond the first ten. */
export async function describeSession(api: StripeApi, checkoutId: string): Promise<CheckoutDescription> {
  const found = await api.read(session, (stripe) =>
    stripe.checkout.sessions.retrieve(checkoutId, { expand: ['line_items.data.price.product'] }),
  )
  const bought = await allLines(api, checkoutId, found.line_items)
  // A session that only stores a card has no currency; XXX is the ISO code for that.
  const currency = found.currency ?? 'XXX'
  const inItsCurrency = (value: number | null | undefined) => fromStripeAmount(value ?? 0, currency)
  const { order_id: orderId, order_number: orderNumber, shop_url: shopUrl } = found.metadata
  return {
    checkoutId: found.id,
    livemode: found.livemode,
    orderId: orderId || null,
    orderNumber: orderNumber || null,
    shopUrl: shopUrl || null,
    reference: found.client_reference_id,
    metadata: found.metadata,
    email: found.customer_details?.email ?? found.customer_email,
    subtotal: inItsCurrency(found.amount_subtotal),
    shipping: inItsCurrency(found.total_details?.amount_shipping),
    total: inItsCurrency(found.amount_total),
    lines: bought.map((each) => describeLine(each, currency)),
  }
}

async function allLines(
  api: StripeApi,
  checkoutId: string,
  first: z.infer<typeof lines> | null | undefined,
): Promise<readonly Line[]> {
  const found = [...(first?.data ?? [])]
  let more = first?.has_more ?? !first
  while (more) {
    const after = found.at(-1)?.id
    const page = await api.read(lines, (stripe) =>
      stripe.checkout.sessions.listLineItems(checkoutId, {
        limit: 100,
        expand: ['data.price.product'],
        ...(after !== undefined && { starting_after: after }),
      }),
    )
    found.push(...page.data)
    more = page.has_more === true && page.data.length > 0
  }
  return found
}

function describeLine({ description, quantity, price, ...rest }: Line, currency: string): CheckoutLineDescription {
  const copies = quantity ?? 1
  return {
    name: description,
    quantity: copies,
    unitPrice: fromStripeAmount(price?.unit_amount ?? share(rest.amount_subtotal, copies), currency),
    metadata: { ...price?.product?.metadata, ...price?.metadata, ...rest.metadata },
  }
}

/** A price in fractions of the smallest unit, which prints never have. */
function share(subtotal: number, quantity: number): number {
  if (subtotal % quantity === 0) return subtotal / quantity
  throw new QuoinError('payment_provider_failed', 'A line of the checkout has no whole price.', { retry: 'permanent' })
}
