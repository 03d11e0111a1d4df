import type { Random, Timer } from '@quoin/core'
import type { z } from 'zod'
import { createFaultQueue, type PlannedFault } from './fault-queue.ts'
import { wait } from './wait.ts'

/** What goes wrong: by script first, in the order in which it was written down, otherwise by chance. */
export interface FaultControls<Script, Rates> {
  next(script: Script): void
  /** From now on, faults strike by chance at these rates, in place of all earlier rates. */
  atRate(rates: Rates): void
  /** How many calls are still to be struck by script. */
  pending(): number
  /** No more faults, by script or by chance. */
  clear(): void
  /** Lets the slow answers go that have no delay of their own. */
  release(): void
}

/** A fault that can be a slow answer. Without a delay it waits for `release()`. */
interface SlowFault extends PlannedFault {
  readonly delayMs?: number | undefined
}

interface FaultSwitchOptions<Script extends SlowFault, Rates> {
  readonly scriptSchema: z.ZodType<Script>
  readonly ratesSchema: z.ZodType<Rates>
  /** Throws the dice for one call. */
  readonly draw: (rates: Rates, endpoint: NonNullable<Script['endpoint']>, random: Random) => Script | undefined
  readonly rates: Rates | undefined
  /** Chance of its own: faults must not change which ids are given. */
  readonly random: Random
  readonly timer: Timer
  /** After this long a slow answer is given up. @default never */
  readonly delayMaxMs?: number
}

export function createFaultSwitch<Script extends SlowFault, Rates>(options: FaultSwitchOptions<Script, Rates>) {
  const { scriptSchema, ratesSchema, draw, random, timer, delayMaxMs = Number.POSITIVE_INFINITY } = options
  const scripted = createFaultQueue<Script>()
  let rates = options.rates && ratesSchema.parse(options.rates)
  let held: (() => void)[] = []
  const stopped = new AbortController()
  const faults: FaultControls<Script, Rates> = {
    next: (script) => scripted.next(scriptSchema.parse(script)),
    atRate: (given) => {
      rates = ratesSchema.parse(given)
    },
    pending: scripted.pending,
    clear: () => {
      scripted.clear()
      rates = undefined
    },
    release: () => {
      for (const letGo of held) letGo()
      held = []
    },
  }

  return {
    faults,
    /** The fault that strikes this call, which is used up by it. */
    take(endpoint: NonNullable<Script['endpoint']>): Script | undefined {
      return scripted.take(endpoint) ?? (rates && draw(rates, endpoint, random))
    },
    /** Waits as long as a slow answer takes. */
    async delay({ delayMs }: Script): Promise<void> {
      if (stopped.signal.aborted) return
      if (delayMs === undefined) await new Promise<void>((resolve) => held.push(resolve))
      else await wait(timer, Math.min(delayMs, delayMaxMs), stopped.signal)
    },
    stop(): void {
      stopped.abort()
      faults.release()
    },
  }
}
