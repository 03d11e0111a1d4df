import { z } from 'zod'

/** The endpoints, by the names that faults and the ledger use. */
export const endpoints = [
  'createOrder',
  'getOrder',
  'listOrders',
  'getActions',
  'cancelOrder',
  'updateShippingMethod',
  'updateRecipient',
  'updateMetadata',
  'createQuote',
  'getProduct',
  'measureSpine',
] as const

/** The calls of Prodigi’s API that a fault can strike. */
export type Endpoint = (typeof endpoints)[number]

/** What can go wrong with a call. The first group happens before the call has any effect, the second after it. */
export const faultKinds = [
  'drop',
  'status-500',
  'status-503',
  'rate-limited',
  'accept-then-drop',
  'timed-out',
  'html',
  'truncated-json',
  'empty-200',
  'slow',
] as const

/** What can go wrong with a call to Prodigi, before or after it has its effect. */
export type FaultKind = (typeof faultKinds)[number]

/** A fault to come. */
export const faultScript = z.strictObject({
  /** @default any endpoint */
  endpoint: z.enum(endpoints).optional(),
  fault: z.enum(faultKinds),
  /** How many calls it strikes. @default 1 */
  times: z.number().int().min(1).optional(),
  /**
   * Of `slow`: how late the answer is; from a minute on the server gives up after that minute with `TimedOut`. Without it
   * the answer waits for `faults.release()`.
   */
  delayMs: z.number().int().nonnegative().optional(),
  /** Of `rate-limited`: whole seconds in `Retry-After`, or null to send no such header. @default 30 */
  retryAfterSeconds: z.number().int().nonnegative().nullable().optional(),
})

/** A fault to come: what, of which calls, and how often. */
export type FaultScript = z.infer<typeof faultScript>
