import { z } from 'zod'
import { type Branding, brandingParts } from './branding.ts'
import { findIgnoringCase } from './catalogue-product.ts'
import { currencies } from './prices.ts'
import { type ShippingMethod, shippingMethods } from './prodigi-order.ts'

const sizings = ['fillPrintArea', 'fitPrintArea', 'stretchToPrintArea'] as const
const maxMetadataLength = 2000

const text = z.string()
const filled = text.refine((value) => value.trim() !== '', { params: { code: 'MustNotBeEmptyOrWhitespace' } })
const optional = text.nullish().transform((value) => value ?? null)
const optionalFilled = filled.nullish().transform((value) => value ?? null)
const url = text.refine((value) => /^https?:$/.test(URL.parse(value)?.protocol ?? ''))
const country = filled.transform((value) => value.toUpperCase()).pipe(z.string().regex(/^[A-Z]{2}$/))
const cost = z.strictObject({
  amount: z.union([text.regex(/^\d+(\.\d+)?$/), z.number().transform((value) => value.toFixed(2))]),
  currency: text.regex(/^[A-Za-z]{3}$/).transform((value) => value.toUpperCase()),
})
const metadata = z.record(text, z.unknown()).refine((value) => JSON.stringify(value).length <= maxMetadataLength)

const shippingMethod = text.transform((value, context): ShippingMethod => {
  const found = shippingMethods.find((method) => method.toLowerCase() === value.toLowerCase())
  if (found) return found
  context.addIssue({ code: 'custom' })
  return z.NEVER
})

const address = z
  .strictObject({
    line1: filled,
    line2: optional,
    townOrCity: filled,
    stateOrCounty: optional,
    countryCode: country,
    postalOrZipCode: filled,
  })
  .refine(
    ({ countryCode, postalOrZipCode }) => countryCode !== 'US' || /^\d{5}(-?\d{4})?$/.test(postalOrZipCode.trim()),
    { path: ['postalOrZipCode'], params: { code: 'MustBeAValidUSZipCodeFormat' } },
  )

const recipient = z.strictObject({
  name: filled,
  email: optionalFilled,
  phoneNumber: optionalFilled,
  // A recipient without an address is told of every field that it lacks.
  address: z.preprocess((value) => value ?? {}, address),
})

const attributes = z
  .record(text, text)
  .nullish()
  .transform((value) => value ?? {})

const item = z.strictObject({
  merchantReference: optional,
  sku: filled,
  copies: z.number().int().min(1),
  sizing: text.nullish().transform((value, context) => {
    const found = findIgnoringCase(sizings, value ?? 'fillPrintArea')
    if (found) return found
    context.addIssue({ code: 'custom' })
    return z.NEVER
  }),
  attributes,
  recipientCost: cost.nullish().transform((value) => value ?? null),
  assets: z
    .array(
      z.strictObject({
        printArea: filled,
        url,
        md5Hash: text.regex(/^[0-9a-f]{32}$/i).nullish(),
        pageCount: z.number().int().min(1).nullish(),
      }),
    )
    .min(1),
})

const branding = z
  .strictObject(Object.fromEntries(brandingParts.map((part) => [part, z.strictObject({ url }).nullish()])))
  .nullish()
  .transform((parts): Branding | undefined => {
    const given = Object.entries(parts ?? {}).flatMap(([part, artwork]) => (artwork ? [[part, artwork]] : []))
    return given.length > 0 ? Object.fromEntries(given) : undefined
  })

/** `POST /orders`. */
export const orderRequest = z.strictObject({
  merchantReference: optional,
  shippingMethod,
  idempotencyKey: optional,
  callbackUrl: url.nullish().transform((value) => value ?? null),
  recipient: z.preprocess((value) => value ?? {}, recipient),
  items: z.preprocess((value) => value ?? [], z.array(item).min(1)),
  packingSlip: z.strictObject({ url, status: optional }).nullish(),
  metadata: metadata.nullish().transform((value) => value ?? null),
  branding,
})

/** `POST /products/spine`. */
export const spineRequest = z.strictObject({
  sku: filled,
  destinationCountryCode: country,
  state: optional,
  numberOfPages: z.number().int().min(1),
})

/** `POST /quotes`. Stricter than an order: it knows no sizing and no branding. */
export const quoteRequest = z.strictObject({
  shippingMethod: shippingMethod.nullish(),
  destinationCountryCode: country,
  currencyCode: text
    .transform((value) => value.toUpperCase())
    .refine((value) => currencies.includes(value))
    .nullish(),
  items: z
    .array(
      z.strictObject({
        sku: filled,
        copies: z.number().int().min(1),
        attributes,
        assets: z
          .array(z.strictObject({ printArea: filled, pageCount: z.number().int().min(1).nullish() }))
          .nullish()
          .transform((value) => value ?? []),
      }),
    )
    .min(1),
})

/** The actions' bodies. A recipient stands in the body itself. */
export const shippingMethodRequest = z.strictObject({ shippingMethod })
export const recipientRequest = recipient
export const metadataRequest = z.strictObject({ metadata })

export type OrderRequest = z.infer<typeof orderRequest>
export type QuoteRequest = z.infer<typeof quoteRequest>
export type SpineRequest = z.infer<typeof spineRequest>
