import type { Random, Timer } from '@quoin/core'
import { wait } from '../prodigi-simulator/waiting.ts'
import {
  type StripeFaultRates,
  type StripeFaultScript,
  stripeFaultKinds,
  stripeFaultRates,
  stripeFaultScript,
} from './stripe-fault-script.ts'
import { type Endpoint, endpoints } from './stripe-route.ts'

/** What goes wrong: by script first, in the order in which it was written down, otherwise by chance. */
export interface StripeFaults {
  next(script: StripeFaultScript): void
  /** From now on, faults strike by chance at these rates, in place of all earlier rates. */
  atRate(rates: StripeFaultRates): void
  /** How many calls are still to be struck by script. */
  pending(): number
  /** No more faults, by script or by chance. */
  clear(): void
  /** Lets the slow answers go that have no delay of their own. */
  release(): void
}

interface FaultOptions {
  readonly rates: StripeFaultRates | undefined
  /** Chance of its own: faults must not change which ids are given. */
  readonly random: Random
  readonly timer: Timer
}

export function createStripeFaults({ random, timer, ...options }: FaultOptions) {
  let rates = options.rates && stripeFaultRates.parse(options.rates)
  let scripts: StripeFaultScript[] = []
  let held: (() => void)[] = []
  const stopped = new AbortController()
  const faults: StripeFaults = {
    next: (script) => void scripts.push(stripeFaultScript.parse(script)),
    atRate: (given) => {
      rates = stripeFaultRates.parse(given)
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

  function takeScripted(endpoint: Endpoint): StripeFaultScript | undefined {
    const found = scripts.find((script) => script.endpoint === undefined || script.endpoint === endpoint)
    if (found === undefined) return undefined
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
    take(endpoint: Endpoint): StripeFaultScript | undefined {
      return takeScripted(endpoint) ?? (rates && drawFault(rates, endpoint, random))
    },
    /** Waits as long as a slow answer takes. */
    async delay({ delayMs }: StripeFaultScript): Promise<void> {
      if (stopped.signal.aborted) return
      if (delayMs === undefined) await new Promise<void>((resolve) => held.push(resolve))
      else await wait(timer, delayMs, stopped.signal)
    },
    stop(): void {
      stopped.abort()
      faults.release()
    },
  }
}

export type StripeFaultSwitch = ReturnType<typeof createStripeFaults>

/** Throws the dice for one call: at most one fault strikes it. */
function drawFault(
  { rate, endpoints: struck = endpoints, slowMs = 1000 }: StripeFaultRates,
  endpoint: Endpoint,
  random: Random,
): StripeFaultScript | undefined {
  if (!struck.includes(endpoint)) return undefined
  let left = random.next()
  const fault = stripeFaultKinds.find((kind) => {
    left -= rate[kind] ?? 0
    return left < 0
  })
  return fault && { fault, ...(fault === 'slow' && { delayMs: slowMs }) }
}
