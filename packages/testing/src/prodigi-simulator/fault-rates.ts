import type { Random } from '@quoin/core'
import { z } from 'zod'
import { type Endpoint, endpoints, type FaultScript, faultKinds } from './fault-script.ts'

/** Faults by chance. */
export const faultRates = z.strictObject({
  /** The share of calls that each fault strikes, from 0 to 1; at most 1 together. */
  rate: z
    .partialRecord(z.enum(faultKinds), z.number().min(0).max(1))
    .refine((rate) => sum(Object.values(rate)) <= 1, 'The rates are more than 1 together.'),
  /** @default every endpoint */
  endpoints: z.array(z.enum(endpoints)).min(1).readonly().optional(),
  /** Of `slow`: how late the answers are. @default 1000 */
  slowMs: z.number().int().nonnegative().optional(),
})
export type FaultRates = z.infer<typeof faultRates>

/** Throws the dice for one call: at most one fault strikes it. */
export function drawFault(
  { rate, endpoints: struck = endpoints, slowMs = 1000 }: FaultRates,
  endpoint: Endpoint,
  random: Random,
): FaultScript | undefined {
  if (!struck.includes(endpoint)) return undefined
  let left = random.next()
  const fault = faultKinds.find((kind) => {
    left -= rate[kind] ?? 0
    return left < 0
  })
  return fault && { fault, ...(fault === 'slow' && { delayMs: slowMs }) }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
