import * as z from 'zod/mini'
import { type InputIssue, QuoinError } from '../quoin-error.ts'
import type { CheckoutDraft } from './checkout-draft.ts'

/** The most of one product in one order: more is a slip of the finger. */
export const maxQuantity = 100
/** The most lines in one order: Stripe takes 100, shipping included. */
export const maxLines = 50

const name = z.string('A text.').check(z.minLength(1, 'Not empty.'), z.maxLength(200, 'At most 200 characters.'))
const quantity = z
  .int('A whole number.')
  .check(z.minimum(1, 'At least 1.'), z.maximum(maxQuantity, `At most ${maxQuantity}.`))
const line = z.strictObject({ productId: name, quantity })
const draftSchema = z.strictObject({
  items: z
    .array(line, 'A list of lines.')
    .check(z.minLength(1, 'At least one line.'), z.maxLength(maxLines, `At most ${maxLines} lines.`)),
  userId: z.optional(name),
  country: z.optional(z.string('A text.').check(z.regex(/^[A-Z]{2}$/, 'An ISO 3166-1 alpha-2 code in upper case.'))),
  email: z.optional(z.email('An e-mail address.').check(z.maxLength(320, 'At most 320 characters.'))),
})

/** @throws {@link QuoinError} `invalid_checkout` with the path of every field at fault. */
export function parseCheckoutDraft(input: unknown): CheckoutDraft {
  const parsed = draftSchema.safeParse(input)
  if (!parsed.success) throw invalidCheckout(parsed.error.issues.map(toIssue))
  const { items, userId, email, country } = parsed.data
  return {
    items,
    ...(userId !== undefined && { userId }),
    ...(email !== undefined && { email }),
    ...(country !== undefined && { country }),
  }
}

export function invalidCheckout(issues: readonly InputIssue[]): QuoinError {
  const fields = issues.map((issue) => issue.path || 'the checkout').join(', ')
  return new QuoinError('invalid_checkout', `The checkout can not be started: ${fields}.`, { issues })
}

function toIssue(issue: z.core.$ZodIssue): InputIssue {
  return { path: formatPath(issue.path), code: issue.code, message: issue.message }
}

/** `['items', 0, 'quantity']` as people write it: `items[0].quantity`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}${text && '.'}${String(key)}`),
    '',
  )
}
