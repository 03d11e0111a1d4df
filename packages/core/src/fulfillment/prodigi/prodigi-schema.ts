/**
 * The pieces that every schema of this folder is made of. They are tolerant on purpose: Prodigi's reference and its real
 * answers differ in names, case and nullness, and a field that can't be read must not hide those that can.
 */
import { z } from 'zod'
import { parseDecimal } from '../../money/money.ts'

/** A word outside our list. Prodigi adds words without notice, so they are kept as given. */
export type OtherWord = string & Record<never, never>

/** The known word in its usual spelling, whatever case it came in; any other word as given. */
export function knownWord<Word extends string>(given: string, known: readonly Word[]): Word | OtherWord {
  return known.find((word) => word.toLowerCase() === given.toLowerCase()) ?? given
}

/** Null when absent, null or unreadable. */
export function lenient<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullable().catch(null)
}

/** The elements that can be read; none when it is no list. */
export function list<Schema extends z.ZodType>(element: Schema) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((values) =>
      values.flatMap((value) => {
        const read = element.safeParse(value)
        return read.success ? [read.data] : []
      }),
    )
}

export const id = z.string().min(1)
export const text = lenient(z.string())
export const count = lenient(z.number().int())

export function word<Word extends string>(known: readonly Word[]) {
  return lenient(z.string().transform((given) => knownWord(given, known)))
}

/** UTC with any number of fractional digits, of which a Date keeps three. A missing zone is UTC. */
export const instant = lenient(
  z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/)
    .transform((given) => {
      const short = given.replace(/(\.\d{3})\d+/, '$1')
      return new Date(/(Z|[+-]\d\d:\d\d)$/.test(short) ? short : `${short}Z`)
    })
    .refine((date) => !Number.isNaN(date.getTime())),
)

/** Prodigi's `{ amount: "12.34", currency: "GBP" }` in minor units. */
export const cost = z
  .object({ amount: z.union([z.string(), z.number()]), currency: z.string() })
  .transform(({ amount, currency }, context) => {
    try {
      return parseDecimal(String(amount), currency)
    } catch {
      context.addIssue('Not an amount of money.')
      return z.NEVER
    }
  })
