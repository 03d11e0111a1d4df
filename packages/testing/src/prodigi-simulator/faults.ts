import { setTimeout as pause } from 'node:timers/promises'
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
export type FaultKind = (typeof faultKinds)[number]

/** A fault to come. */
export const faultScript = z.strictObject({
  /** @default any endpoint */
  endpoint: z.enum(endpoints).optional(),
  fault: z.enum(faultKinds),
  /** How many calls it strikes. @default 1 */
  times: z.number().int().min(1).optional(),
  /** Of `slow`: how late the answer is. Without it the answer waits for `faults.release()`. */
  delayMs: z.number().int().nonnegative().optional(),
  /** Of `rate-limited`: whole seconds in `Retry-After`, or null to send no such header. @default 30 */
  retryAfterSeconds: z.number().int().nonnegative().nullable().optional(),
})
export type FaultScript = z.infer<typeof faultScript>

/** The script of faults: they strike in the order in which they were written down. */
export interface Faults {
  next(script: FaultScript): void
  /** How many calls are still to be struck. */
  pending(): number
  clear(): void
  /** Lets the slow answers go that have no delay of their own. */
  release(): void
}

export function createFaults() {
  let scripts: FaultScript[] = []
  let held: (() => void)[] = []
  const stopped = new AbortController()
  const faults: Faults = {
    next: (script) => void scripts.push(faultScript.parse(script)),
    pending: () => scripts.reduce((sum, { times = 1 }) => sum + times, 0),
    clear: () => {
      scripts = []
    },
    release: () => {
      for (const letGo of held) letGo()
      held = []
    },
  }
  return {
    faults,
    /** The fault that strikes this call, which is used up by it. */
    take(endpoint: Endpoint): FaultScript | undefined {
      const place = scripts.findIndex((script) => script.endpoint === undefined || script.endpoint === endpoint)
      const found = scripts[place]
      if (!found) return undefined
      const times = (found.times ?? 1) - 1
      scripts = scripts.flatMap((script) => {
        if (script !== found) return [script]
        return times > 0 ? [{ ...found, times }] : []
      })
      return found
    },
    /** Waits as long as a slow answer takes. */
    async delay({ delayMs }: FaultScript): Promise<void> {
      if (stopped.signal.aborted) return
      if (delayMs === undefined) await new Promise<void>((resolve) => held.push(resolve))
      else await pause(delayMs, undefined, { ref: false, signal: stopped.signal }).catch(() => undefined)
    },
    stop(): void {
      stopped.abort()
      faults.release()
    },
  }
}

export type FaultSwitch = ReturnType<typeof createFaults>
