import { z } from 'zod'
import { faultRatesOf } from '../simulator/fault-rates.ts'
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

/** What can go wrong with a call to Stripe, before or after it has its effect. */
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

/** A fault to come: what, of which calls, and how often. */
export type StripeFaultScript = z.infer<typeof stripeFaultScript>

/** Faults by chance. */
export const stripeFaultRates = faultRatesOf(endpoints, stripeFaultKinds)

/** How often which fault strikes by chance. */
export type StripeFaultRates = z.infer<typeof stripeFaultRates>
