import * as z from 'zod/mini'
import { checkoutUis } from '../payment/checkout-ui.ts'
import type { CheckoutDiscount } from '../payment/payment-provider.ts'
import { type InputIssue, QuoinError } from '../quoin-error.ts'
import type { CheckoutDraft } from './checkout-draft.ts'

/** The most of one product in one order: more is a slip of the finger. */
const maxQuantity = 100
/** The most lines in one order: Stripe takes 100, shipping included. */
export const maxLines = 50

const name = z.string('A text.').check(z.minLength(1, 'Not empty.'), z.maxLength(200, 'At most 200 characters.'))
const quantity = z
  .int('A whole number.')
  .check(z.minimum(1, 'At least 1.'), z.maximum(maxQuantity, `At most ${maxQuantity}.`))
const line = z.strictObject({ productId: name, quantity })
const discount = z.pipe(
  z.strictObject({ coupon: z.optional(name), promotionCode: z.optional(name) }),
  z.transform(({ coupon, promotionCode }, context): CheckoutDiscount => {
    if (coupon !== undefined && promotionCode === undefined) return { coupon }
    if (promotionCode !== undefined && coupon === undefined) return { promotionCode }
    context.issues.push({ code: 'custom', message: 'Either a coupon or a promotion code.', input: context.value })
    return z.NEVER
  }),
)
const draftSchema = z.strictObject({
  items: z
    .array(line, 'A list of lines.')
    .check(z.minLength(1, 'At least one line.'), z.maxLength(maxLines, `At most ${maxLines} lines.`)),
  userId: z.optional(name),
  country: z.optional(z.string('A text.').check(z.regex(/^[A-Z]{2}$/, 'An ISO 3166-1 alpha-2 code in upper case.'))),
  email: z.optional(z.email('An e-mail address.').check(z.maxLength(320, 'At most 320 characters.'))),
  intent: z.optional(
    z.string('A text.').check(z.minLength(16, 'At least 16 characters.'), z.maxLength(200, 'At most 200 characters.')),
  ),
  ui: z.optional(z.enum(checkoutUis, `One of ${checkoutUis.join(', ')}.`)),
  discount: z.optional(discount),
})

/** @throws {@link QuoinError} `invalid_checkout` with the path of every field at fault. */
export function parseCheckoutDraft(input: unknown): CheckoutDraft {
  const { items, userId, email, country, intent, ui, discount: given } = parseOrRefuse(draftSchema, input)
  return {
    items,
    ...(userId !== undefined && { userId }),
    ...(email !== undefined && { email }),
    ...(country !== undefined && { country }),
    ...(intent !== undefined && { intent }),
    ...(ui !== undefined && { ui }),
    ...(given !== undefined && { discount: given }),
  }
}

/** Reads an input, or names what is wrong with it. */
export function parseOrRefuse<Output>(schema: z.ZodMiniType<Output>, input: unknown): Output {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw invalidCheckout(parsed.error.issues.flatMap(toIssues))
}

/** @param what can not be done. */
export function invalidCheckout(issues: readonly InputIssue[], what = 'The checkout can not be started'): QuoinError {
  const fields = issues.map((issue) => issue.path || 'the checkout').join(', ')
  return new QuoinError('invalid_checkout', `${what}: ${fields}.`, { issues })
}

/** A field that there is not is named itself, not what it stands in. */
function toIssues({ path, code, message, ...issue }: z.core.$ZodIssue): InputIssue[] {
  const keys = 'keys' in issue && Array.isArray(issue.keys) ? issue.keys.map(String) : []
  if (keys.length === 0) return [{ path: formatPath(path), code, message }]
  return keys.map((key) => ({ path: formatPath([...path, key]), code, message: 'There is no such field.' }))
}

/** `['items', 0, 'quantity']` as people write it: `items[0].quantity`. */
function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}${text && '.'}${String(key)}`),
    '',
  )
}
