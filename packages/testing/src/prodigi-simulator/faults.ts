import type { Random, Timer } from '@quoin/core'
import { drawFault, type FaultRates, faultRates } from './fault-rates.ts'
import { type Endpoint, type FaultScript, faultScript } from './fault-script.ts'
import { wait } from './waiting.ts'

/** After this long the server gives a request up, as the real one does. */
export const serverTimeoutMs = 60_000

/** What goes wrong: by script first, in the order in which it was written down, otherwise by chance. */
export interface Faults {
  next(script: FaultScript): void
  /** From now on, faults strike by chance at these rates, in place of all earlier rates. */
  atRate(rates: FaultRates): void
  /** How many calls are still to be struck by script. */
  pending(): number
  /** No more faults, by script or by chance. */
  clear(): void
  /** Lets the slow answers go that have no delay of their own. */
  release(): void
}

interface FaultOptions {
  readonly rates: FaultRates | undefined
  /** Chance of its own: faults must not change which ids are given. */
  readonly random: Random
  readonly timer: Timer
}

export function createFaults({ random, timer, ...options }: FaultOptions) {
  let rates = options.rates && faultRates.parse(options.rates)
  let scripts: FaultScript[] = []
  let held: (() => void)[] = []
  const stopped = new AbortController()
  const faults: Faults = {
    next: (script) => void scripts.push(faultScript.parse(script)),
    atRate: (given) => {
      rates = faultRates.parse(given)
    },
    pending: () => scripts.reduce((sum, { times = 1 }) => sum + times, 0),
    clear: () => {
      scripts = []
      rates = undefined
    },
    release: () => {
      for (const letGo of held) letGo()
      held = []
    },
  }

  function takeScripted(endpoint: Endpoint): FaultScript | undefined {
    const place = scripts.findIndex((script) => script.endpoint === undefined || script.endpoint === endpoint)
    const found = scripts[place]
    if (!found) return undefined
    const times = (found.times ?? 1) - 1
    scripts = scripts.flatMap((script) => {
      if (script !== found) return [script]
      return times > 0 ? [{ ...found, times }] : []
    })
    return found
  }

  return {
    faults,
    /** The fault that strikes this call, which is used up by it. */
    take(endpoint: Endpoint): FaultScript | undefined {
      return takeScripted(endpoint) ?? (rates && drawFault(rates, endpoint, random))
    },
    /** Waits as long as a slow answer takes. */
    async delay({ delayMs }: FaultScript): Promise<void> {
      if (stopped.signal.aborted) return
      if (delayMs === undefined) await new Promise<void>((resolve) => held.push(resolve))
      else await wait(timer, Math.min(delayMs, serverTimeoutMs), stopped.signal)
    },
    stop(): void {
      stopped.abort()
      faults.release()
    },
  }
}

export type FaultSwitch = ReturnType<typeof createFaults>
