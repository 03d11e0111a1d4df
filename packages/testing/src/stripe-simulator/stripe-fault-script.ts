import { z } from 'zod'
import { endpoints } from './stripe-route.ts'

/**
 * What can go wrong with a call. The first group happens before the call has any effect, the second after it. The answers
 * of `status-500` and of the second group are remembered for the call's idempotency key, as Stripe does.
 */
export const stripeFaultKinds = [
  'drop',
  'status-500',
  'status-503',
  'rate-limited',
  'lock-timeout',
  'key-in-use',
  'accept-then-drop',
  'accept-then-500',
  'html',
  'truncated-json',
  'slow',
] as const
export type StripeFaultKind = (typeof stripeFaultKinds)[number]

/** A fault to come. */
export const stripeFaultScript = z.strictObject({
  /** @default any endpoint */
  endpoint: z.enum(endpoints).optional(),
  fault: z.enum(stripeFaultKinds),
  /** How many calls it strikes. @default 1 */
  times: z.number().int().min(1).optional(),
  /** Of `slow`: how late the answer is. Without it the answer waits for `faults.release()`. */
  delayMs: z.number().int().nonnegative().optional(),
})
export type StripeFaultScript = z.infer<typeof stripeFaultScript>

/** Faults by chance. */
export const stripeFaultRates = z.strictObject({
  /** The share of calls that each fault strikes, from 0 to 1; at most 1 together. */
  rate: z
    .partialRecord(z.enum(stripeFaultKinds), z.number().min(0).max(1))
    .refine((rate) => Object.values(rate).reduce((sum, each) => sum + each, 0) <= 1, {
      error: 'The rates are more than 1 together.',
    }),
  /** @default every endpoint */
  endpoints: z.array(z.enum(endpoints)).min(1).readonly().optional(),
  /** Of `slow`: how late the answers are. @default 1000 */
  slowMs: z.number().int().nonnegative().optional(),
})
export type StripeFaultRates = z.infer<typeof stripeFaultRates>
