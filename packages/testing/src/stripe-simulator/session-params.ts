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
import { productData, taxBehavior } from './product.ts'

const deliveryBound = z.strictObject({
  unit: z.enum(['hour', 'day', 'business_day', 'week', 'month']),
  value: integerParam,
})

export const shippingRateData = z.strictObject({
  display_name: textParam.max(100),
  type: z.literal('fixed_amount').optional(),
  fixed_amount: z.strictObject({ amount: amountParam, currency: currencyParam }),
  delivery_estimate: z
    .strictObject({ minimum: deliveryBound.optional(), maximum: deliveryBound.optional() })
    .optional(),
  metadata: metadataParam.optional(),
  tax_behavior: taxBehavior.optional(),
  tax_code: textParam.optional(),
})
export type ShippingRateData = z.infer<typeof shippingRateData>

const positive = integerParam.refine((quantity) => quantity >= 1, 'parameter_invalid_integer')
const enabled = z.strictObject({ enabled: booleanParam })

const lineItem = z.strictObject({
  quantity: positive.optional(),
  metadata: metadataParam.optional(),
  price: textParam.optional(),
  price_data: z
    .strictObject({
      currency: currencyParam,
      unit_amount: amountParam,
      product: textParam.optional(),
      product_data: productData.optional(),
      tax_behavior: taxBehavior.optional(),
    })
    .optional(),
  adjustable_quantity: z
    .strictObject({
      enabled: booleanParam,
      minimum: integerParam.optional().transform((value) => value ?? null),
      maximum: integerParam.optional().transform((value) => value ?? null),
    })
    .optional(),
})
export type LineItemData = z.infer<typeof lineItem>

const shippingOption = z.strictObject({
  shipping_rate: textParam.optional(),
  shipping_rate_data: shippingRateData.optional(),
})
export type ShippingOptionData = z.infer<typeof shippingOption>

const countries = z.array(z.string().regex(/^[A-Z]{2}$/)).min(1)
const message = z.strictObject({ message: textParam.max(1200) }).optional()

const paymentIntentData = z.strictObject({
  metadata: metadataParam.optional(),
  description: textParam.optional(),
  receipt_email: textParam.optional(),
  capture_method: z.enum(['automatic', 'automatic_async', 'manual']).optional(),
  statement_descriptor: textParam.max(22).optional(),
  statement_descriptor_suffix: textParam.max(22).optional(),
})
export type PaymentIntentData = z.infer<typeof paymentIntentData>

/** What the simulator understands of `POST /v1/checkout/sessions`: pages for one payment. */
export const sessionParamsSchema = z.strictObject({
  mode: z.literal('payment'),
  ui_mode: z.enum(['hosted_page', 'embedded_page', 'elements', 'form']).default('hosted_page'),
  line_items: z.array(lineItem).min(1).max(100),
  shipping_options: z.array(shippingOption).min(1).max(5).optional(),
  shipping_address_collection: z.strictObject({ allowed_countries: countries }).optional(),
  phone_number_collection: enabled.optional(),
  automatic_tax: enabled.optional(),
  adaptive_pricing: enabled.optional(),
  discounts: z
    .array(z.strictObject({ coupon: textParam.optional(), promotion_code: textParam.optional() }))
    .max(1)
    .optional(),
  allow_promotion_codes: booleanParam.optional(),
  after_expiration: z
    .strictObject({
      recovery: z.strictObject({ enabled: booleanParam, allow_promotion_codes: booleanParam.optional() }).optional(),
    })
    .optional(),
  payment_intent_data: paymentIntentData.optional(),
  client_reference_id: textParam.max(200).optional(),
  customer_email: z
    .string()
    .regex(/^\S+@\S+$/, 'email_invalid')
    .optional(),
  metadata: metadataParam.optional(),
  locale: textParam.optional(),
  currency: currencyParam.optional(),
  billing_address_collection: z.enum(['auto', 'required']).optional(),
  submit_type: z.enum(['auto', 'book', 'donate', 'pay', 'subscribe']).optional(),
  allowed_payment_method_types: z.array(textParam).optional(),
  excluded_payment_method_types: z.array(textParam).optional(),
  integration_identifier: textParam.optional(),
  custom_text: z
    .strictObject({
      after_submit: message,
      shipping_address: message,
      submit: message,
      terms_of_service_acceptance: message,
    })
    .optional(),
  success_url: urlParam.optional(),
  return_url: urlParam.optional(),
  redirect_on_completion: z.enum(['always', 'if_required', 'never']).optional(),
  cancel_url: urlParam.optional(),
  expires_at: integerParam.optional(),
  permissions: z
    .strictObject({ update_shipping_details: z.enum(['client_only', 'server_only']).optional() })
    .optional(),
  consent_collection: z
    .strictObject({
      promotions: z.enum(['auto', 'none']).optional(),
      terms_of_service: z.enum(['none', 'required']).optional(),
    })
    .optional(),
  tax_id_collection: enabled.optional(),
  // What would make objects that are not here can only be declined.
  customer_creation: z.literal('if_required').optional(),
  invoice_creation: z.strictObject({ enabled: z.literal('false').transform(() => false) }).optional(),
  origin_context: z.enum(['mobile_app', 'web']).optional(),
  expand: expandParam,
})
export type SessionParams = z.infer<typeof sessionParamsSchema>

/** What can be changed of an open session; its metadata and its payment's at any time. */
export const sessionUpdateSchema = z.strictObject({
  metadata: z.record(z.string().max(40), z.string().max(500)).optional(),
  shipping_options: z.array(shippingOption).min(1).max(5).optional(),
  collected_information: z
    .strictObject({
      shipping_details: z.strictObject({
        name: textParam,
        address: z.strictObject({
          line1: textParam,
          line2: z.string().optional(),
          city: z.string().optional(),
          state: z.string().optional(),
          postal_code: z.string().optional(),
          country: z.string().regex(/^[A-Z]{2}$/),
        }),
      }),
    })
    .optional(),
  expand: expandParam,
})
export type SessionUpdate = z.infer<typeof sessionUpdateSchema>
