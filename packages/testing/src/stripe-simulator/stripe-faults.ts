import type { Random, Timer } from '@quoin/core'
import { drawFault } from '../simulator/fault-rates.ts'
import { createFaultSwitch, type FaultControls } from '../simulator/fault-switch.ts'
import {
  type StripeFaultRates,
  type StripeFaultScript,
  stripeFaultKinds,
  stripeFaultRates,
  stripeFaultScript,
} from './stripe-fault-script.ts'

/** What goes wrong: by script first, in the order in which it was written down, otherwise by chance. */
export interface StripeFaults extends FaultControls<StripeFaultScript, StripeFaultRates> {}

interface FaultOptions {
  readonly rates: StripeFaultRates | undefined
  readonly random: Random
  readonly timer: Timer
}

export function createStripeFaults(options: FaultOptions) {
  return createFaultSwitch({
    ...options,
    scriptSchema: stripeFaultScript,
    ratesSchema: stripeFaultRates,
    draw: (rates: StripeFaultRates, endpoint, random): StripeFaultScript | undefined =>
      drawFault(stripeFaultKinds, rates, endpoint, random),
  })
}

export type StripeFaultSwitch = ReturnType<typeof createStripeFaults>
