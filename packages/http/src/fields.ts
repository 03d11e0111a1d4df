import { z } from '@hono/zod-openapi'

// Databases refuse NUL, control characters forge log lines and mail headers, and half of a surrogate pair is printed as "�".
export const noControls = (text: string): boolean => !/[\p{Cc}\p{Cs}]/u.test(text)
const noControlsButBreaks = (text: string): boolean => !/(?![\t\n\r])[\p{Cc}\p{Cs}]/u.test(text)
export const noControlsMessage = 'Must not contain control characters or halves of characters.'

/** A line of text. */
export const line = (maxLength: number) => z.string().trim().min(1).max(maxLength).refine(noControls, noControlsMessage)

/** Text of several lines. */
export const text = (maxLength: number) =>
  z.string().trim().min(1).max(maxLength).refine(noControlsButBreaks, noControlsMessage)

/** An id as callers send it. What is no id of ours is found to be unknown, not malformed. */
export const id = line(200)

export const orderParams = z.strictObject({ id: id.openapi({ param: { name: 'id', in: 'path' } }) })

/** How many rows a page holds. */
export const limit = z
  .string()
  .regex(/^\d{1,3}$/, 'Must be a whole number.')
  .default('50')
  .transform(Number)
  .pipe(z.int().min(1).max(200))
  .openapi({ type: 'integer', minimum: 1, maximum: 200, default: 50 })

export const cursor = line(500).optional().openapi({ description: 'The `nextCursor` of the page before.' })

/** Some values of an enumeration, separated by commas or by repeating the key. */
export const anyOf = <const Values extends readonly [string, ...string[]]>(values: Values) => {
  const known = z.array(z.enum(values)).min(1)
  return z
    .union([z.string(), z.array(z.string())])
    .transform((given, context) => {
      const found = known.safeParse([given].flat().flatMap((part) => part.split(',')))
      if (found.success) return found.data
      context.addIssue({ code: 'invalid_value', values: [...values], input: given })
      return z.NEVER
    })
    .optional()
    .openapi({ type: 'string', description: `One or several of: ${values.join(', ')}; separated by commas.` })
}

/** A link that a browser may be sent to. */
export const httpUrl = z
  .url({ protocol: /^https?$/, error: 'Must be a link that begins with http:// or https://.' })
  .max(2000)
  .refine(noControls, noControlsMessage)

/** A link to something that may be fetched or shown: encrypted, and without credentials in it. */
export const httpsUrl = z
  .url({ protocol: /^https$/, error: 'Must be a link that begins with https://.' })
  .max(2000)
  .refine(noControls, noControlsMessage)
  .refine((url) => {
    const parsed = URL.parse(url)
    return !parsed?.username && !parsed?.password
  }, 'Must not contain a user name or password.')

/** The query of what a guest link opens. */
export const guestLink = z.strictObject({
  token: line(200).optional().openapi({ description: 'Of a guest link; stands in for signing in.' }),
})

const dayMs = 86_400_000
const withinYears = (at: Date): boolean => at.getTime() >= 0 && at.getUTCFullYear() <= 9999

/** A day in UTC, or an instant. */
const dayOrInstant = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], { error: 'Must be a date or an instant of ISO 8601.' })
  .openapi({
    type: 'string',
    description: 'A day in UTC such as `2026-11-22`, or an instant such as `2026-11-22T08:30:00Z`.',
  })

/** The first instant that counts. */
export const dateFrom = dayOrInstant
  .transform((given) => new Date(given))
  .refine(withinYears, 'Must be between the years 1970 and 9999.')
  .optional()

/** The first instant that no longer counts: after the whole day, or after the instant. */
export const dateTo = dayOrInstant
  .transform((given) => new Date(new Date(given).getTime() + (given.includes('T') ? 1 : dayMs)))
  .refine(withinYears, 'Must be between the years 1970 and 9999.')
  .optional()

const currency = z.string().regex(/^[A-Z]{3}$/, 'A currency code of ISO 4217 in upper case.')

/** Some money: with its currency, or as whole minor units of the order's own. */
export const positiveMoney = z.union([z.strictObject({ amount: z.int().min(1), currency }), z.int().min(1)], {
  error: 'Must be whole minor units, or an object of amount and currency.',
})

/** Copies of some lines of an order. */
export const orderLines = z
  .array(z.strictObject({ itemId: id, quantity: z.int().min(1).max(1000) }))
  .min(1)
  .max(100)

const noneIfEmpty = (maxLength: number) =>
  z
    .string()
    .trim()
    .max(maxLength)
    .refine(noControls, noControlsMessage)
    .transform((given) => given || null)
    .nullable()
    .optional()

/** Where a parcel goes instead, or the parts of it that change. Null or empty: the address has none. */
export const recipientChange = z
  .strictObject({
    name: line(200).optional(),
    line1: line(200).optional(),
    line2: noneIfEmpty(200),
    city: noneIfEmpty(100),
    state: noneIfEmpty(100),
    postalCode: noneIfEmpty(20),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'An ISO 3166-1 alpha-2 code in upper case.')
      .optional()
      .openapi({ description: 'With it, it is a whole address: what is left out is empty then.' }),
    phone: noneIfEmpty(40),
  })
  .refine((given) => Object.keys(given).length > 0, 'Give an address, or a part of it.')
