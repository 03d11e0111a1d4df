import type { Random, Timer } from '@quoin/core'
import { drawFault } from '../simulator/fault-rates.ts'
import { createFaultSwitch, type FaultControls } from '../simulator/fault-switch.ts'
import { type FaultRates, faultRates } from './fault-rates.ts'
import { type FaultScript, faultKinds, faultScript } from './fault-script.ts'

/** After this long the server gives a request up, as the real one does. */
export const serverTimeoutMs = 60_000

/** What goes wrong: by script first, in the order in which it was written down, otherwise by chance. */
export interface Faults extends FaultControls<FaultScript, FaultRates> {}

interface FaultOptions {
  readonly rates: FaultRates | undefined
  readonly random: Random
  readonly timer: Timer
}

export function createFaults(options: FaultOptions) {
  return createFaultSwitch({
    ...options,
    scriptSchema: faultScript,
    ratesSchema: faultRates,
    draw: (rates: FaultRates, endpoint, random): FaultScript | undefined =>
      drawFault(faultKinds, rates, endpoint, random),
    delayMaxMs: serverTimeoutMs,
  })
}

export type FaultSwitch = ReturnType<typeof createFaults>
