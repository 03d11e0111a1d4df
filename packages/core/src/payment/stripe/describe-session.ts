import { z } from 'zod'
import { money } from '../../money/money.ts'
import type { CheckoutDescription } from '../payment-provider.ts'

const text = z
  .string()
  .nullish()
  .transform((value) => value || null)
const metadata = z
  .record(z.string(), z.string())
  .nullish()
  .transform((given) => given ?? {})
const product = z.union([z.string().transform(() => null), z.object({ metadata, name: text })]).nullish()

/** What to ask Stripe to put in place of ids. */
export const descriptionExpansions = ['line_items.data.price.product']

/** As much of a Checkout Session as says what is bought in it. */
export const describedSessionSchema = z
  .object({
    id: z.string().min(1),
    livemode: z.boolean(),
    client_reference_id: text,
    metadata,
    currency: z.string().nullish(),
    amount_subtotal: z.int().nullish(),
    amount_total: z.int().nullish(),
    total_details: z.object({ amount_shipping: z.int().nullish() }).nullish(),
    customer_details: z.object({ email: text }).nullish(),
    customer_email: text,
    line_items: z
      .object({
        data: z.array(
          z.object({
            description: text,
            quantity: z.int().nullish(),
            amount_subtotal: z.int(),
            metadata,
            price: z.object({ unit_amount: z.int().nullish(), metadata, product }).nullish(),
          }),
        ),
      })
      .nullish(),
  })
  .transform((session): CheckoutDescription => {
    const inItsCurrency = (amount: number | null | undefined) => money(amount ?? 0, session.currency ?? 'XXX')
    const { order_id: orderId, order_number: orderNumber } = session.metadata
    return {
      checkoutId: session.id,
      livemode: session.livemode,
      orderId: orderId ?? null,
      orderNumber: orderNumber ?? null,
      reference: session.client_reference_id,
      metadata: session.metadata,
      email: session.customer_details?.email ?? session.customer_email,
      subtotal: inItsCurrency(session.amount_subtotal),
      shipping: inItsCurrency(session.total_details?.amount_shipping),
      total: inItsCurrency(session.amount_total),
      lines: (session.line_items?.data ?? []).map((line) => ({
        name: line.description,
        quantity: line.quantity ?? 1,
        unitPrice: inItsCurrency(line.price?.unit_amount ?? Math.trunc(line.amount_subtotal / (line.quantity || 1))),
        metadata: { ...line.price?.product?.metadata, ...line.price?.metadata, ...line.metadata },
      })),
    }
  })
