/**
 * The pieces that every schema of this folder is made of. They are tolerant on purpose: Prodigi's reference and its real
 * answers differ in names, case and nullness, and a field that can't be read must not hide those that can.
 */
import * as z from 'zod/mini'
import { parseDecimal } from '../../money/money.ts'

/** A word outside our list. Prodigi adds words without notice, so they are kept as given. */
export type OtherWord = string & Record<never, never>

/** The known word in its usual spelling, whatever case it came in; any other word as given. */
export function knownWord<Word extends string>(given: string, known: readonly Word[]): Word | OtherWord {
  return known.find((word) => word.toLowerCase() === given.toLowerCase()) ?? given
}

/** Returned by a function of {@link mapped} that can make nothing of what it was given. */
export const unreadable = Symbol('unreadable')

/** What a schema reads, turned into something else. */
export function mapped<Schema extends z.ZodMiniType, Result>(
  schema: Schema,
  toResult: (read: z.output<Schema>) => Result | typeof unreadable,
) {
  return z.pipe(
    schema,
    z.transform((read: z.output<Schema>, context): Result => {
      const result = toResult(read)
      if (result !== unreadable) return result
      // Without the input: it can be personal data.
      context.issues.push({ code: 'custom', input: undefined, message: 'Unreadable.' })
      return z.NEVER
    }),
  )
}

/** Null when absent, null or unreadable. */
export function lenient<Schema extends z.ZodMiniType>(schema: Schema) {
  return z.catch(z.nullable(schema), null)
}

/** The elements that can be read; none when it is no list. */
export function list<Schema extends z.ZodMiniType>(element: Schema) {
  return mapped(z.catch(z.array(z.unknown()), []), (values) =>
    values.flatMap((value) => {
      const read = element.safeParse(value)
      return read.success ? [read.data] : []
    }),
  )
}

/** The entries of an object that can be read; none when it is no object. */
export function record<Schema extends z.ZodMiniType>(value: Schema) {
  return mapped(z.catch(z.record(z.string(), z.unknown()), {}), (entries) =>
    Object.fromEntries(
      Object.entries(entries).flatMap(([key, each]) => {
        const read = value.safeParse(each)
        return read.success ? [[key, read.data] as const] : []
      }),
    ),
  )
}

export const id = z.string().check(z.minLength(1))
export const text = lenient(z.string())
export const count = lenient(z.int())

export function word<Word extends string>(known: readonly Word[]) {
  return lenient(mapped(z.string(), (given) => knownWord(given, known)))
}

/** UTC with any number of fractional digits, of which a Date keeps three. A missing zone is UTC. */
export const instant = lenient(
  mapped(z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/)), (given) => {
    const short = given.replace(/(\.\d{3})\d+/, '$1')
    const date = new Date(/(Z|[+-]\d\d:\d\d)$/.test(short) ? short : `${short}Z`)
    return Number.isNaN(date.getTime()) ? unreadable : date
  }),
)

/** Prodigi's `{ amount: "12.34", currency: "GBP" }` in minor units. */
export const cost = mapped(
  z.object({ amount: z.union([z.string(), z.number()]), currency: z.string() }),
  ({ amount, currency }) => {
    try {
      return parseDecimal(String(amount), currency)
    } catch {
      return unreadable
    }
  },
)
