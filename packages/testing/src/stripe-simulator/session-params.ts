import { z } from 'zod'
import {
  amountParam,
  booleanParam,
  currencyParam,
  expandParam,
  integerParam,
  metadataParam,
  textParam,
  urlParam,
} from './api-params.ts'

const deliveryBound = z.strictObject({
  unit: z.enum(['hour', 'day', 'business_day', 'week', 'month']),
  value: integerParam,
})

const shippingRateData = z.strictObject({
  display_name: textParam.max(100),
  type: z.literal('fixed_amount').optional(),
  fixed_amount: z.strictObject({ amount: amountParam, currency: currencyParam }),
  delivery_estimate: z
    .strictObject({ minimum: deliveryBound.optional(), maximum: deliveryBound.optional() })
    .optional(),
  metadata: metadataParam.optional(),
  tax_behavior: z.enum(['exclusive', 'inclusive', 'unspecified']).optional(),
})
export type ShippingRateData = z.infer<typeof shippingRateData>

const lineItem = z.strictObject({
  quantity: integerParam.refine((quantity) => quantity >= 1, 'parameter_invalid_integer'),
  metadata: metadataParam.optional(),
  price_data: z.strictObject({
    currency: currencyParam,
    unit_amount: amountParam,
    product_data: z.strictObject({
      name: textParam.max(250),
      description: textParam.optional(),
      images: z.array(urlParam).max(8).optional(),
      metadata: metadataParam.optional(),
    }),
  }),
})
export type LineItemData = z.infer<typeof lineItem>

/** What the simulator understands of `POST /v1/checkout/sessions`: hosted pages for one payment. */
export const sessionParamsSchema = z.strictObject({
  mode: z.literal('payment'),
  ui_mode: z.literal('hosted_page').optional(),
  line_items: z.array(lineItem).min(1).max(100),
  shipping_options: z
    .array(z.strictObject({ shipping_rate_data: shippingRateData }))
    .min(1)
    .max(5)
    .optional(),
  shipping_address_collection: z
    .strictObject({ allowed_countries: z.array(z.string().regex(/^[A-Z]{2}$/)).min(1) })
    .optional(),
  phone_number_collection: z.strictObject({ enabled: booleanParam }).optional(),
  payment_intent_data: z
    .strictObject({ metadata: metadataParam.optional(), description: textParam.optional() })
    .optional(),
  client_reference_id: textParam.max(200).optional(),
  customer_email: z
    .string()
    .regex(/^\S+@\S+$/, 'email_invalid')
    .optional(),
  metadata: metadataParam.optional(),
  locale: textParam.optional(),
  success_url: urlParam,
  cancel_url: urlParam.optional(),
  expires_at: integerParam.optional(),
  expand: expandParam,
})
export type SessionParams = z.infer<typeof sessionParamsSchema>
