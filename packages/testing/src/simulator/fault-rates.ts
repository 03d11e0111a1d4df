import type { Random } from '@quoin/core'
import { z } from 'zod'

/** The shape of faults by chance, of a simulator with such endpoints and such kinds of faults. */
export function faultRatesOf<const Endpoint extends string, const Kind extends string>(
  endpoints: readonly Endpoint[],
  kinds: readonly Kind[],
) {
  return z.strictObject({
    /** The share of calls that each fault strikes, from 0 to 1; at most 1 together. */
    rate: z
      .partialRecord(z.enum(kinds), z.number().min(0).max(1))
      .refine((rate) => sum(Object.values<number | undefined>(rate)) <= 1, 'The rates are more than 1 together.'),
    /** @default every endpoint */
    endpoints: z.array(z.enum(endpoints)).min(1).readonly().optional(),
    /** Of `slow`: how late the answers are. @default 1000 */
    slowMs: z.number().int().nonnegative().optional(),
  })
}

interface FaultRates<Kind extends string> {
  readonly rate: { readonly [kind in Kind]?: number | undefined }
  readonly endpoints?: readonly string[] | undefined
  readonly slowMs?: number | undefined
}

/** Throws the dice for one call: at most one fault strikes it. */
export function drawFault<Kind extends string>(
  kinds: readonly Kind[],
  { rate, endpoints, slowMs = 1000 }: FaultRates<Kind>,
  endpoint: string,
  random: Random,
): { readonly fault: Kind; readonly delayMs?: number } | undefined {
  if (endpoints?.includes(endpoint) === false) return undefined
  let left = random.next()
  const fault = kinds.find((kind) => {
    left -= rate[kind] ?? 0
    return left < 0
  })
  return fault && { fault, ...(fault === 'slow' && { delayMs: slowMs }) }
}

function sum(numbers: readonly (number | undefined)[]): number {
  return numbers.reduce<number>((total, each = 0) => total + each, 0)
}
