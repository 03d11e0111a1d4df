import type { nextStep } from './advance-order.ts'
import type { SimulatedOrder } from './simulated-order.ts'

/**
 * Who moves orders: the test (`manual`), or time: every step takes `stageMs` of the clock, or each takes as long as in the
 * sandbox, `speed` times as fast.
 */
export type Pace = 'manual' | { readonly stageMs: number } | { readonly speed: number }

type StepName = NonNullable<ReturnType<typeof nextStep>>

const second = 1000
/** As the sandbox was seen to be: four minutes until an order can't be cancelled, fourteen until it is sent. */
const sandboxMs: Readonly<Record<StepName, number>> = {
  startDownload: 20 * second,
  finishDownload: 60 * second,
  allocateLabs: 40 * second,
  prepareForPrint: 60 * second,
  startProduction: 60 * second,
  ship: 600 * second,
  complete: 120 * second,
}
/** A further parcel leaves so long after the one before. */
const nextParcelMs = 60 * second
/** The mean of the seven steps. */
const sandboxStageMs = 120 * second

/** How long things take by the clock. */
export interface StepTimes {
  /** From the step before to this one. */
  of(step: StepName, order: SimulatedOrder): number
  /** What a stage takes on the whole. */
  readonly stageMs: number
}

/** @throws RangeError when time would stand still or go back. */
export function stepTimes(pace: Pace): StepTimes {
  if (pace !== 'manual' && 'stageMs' in pace) {
    const { stageMs } = pace
    if (!(stageMs >= 0)) throw new RangeError('A stage takes 0 milliseconds or more.')
    return { of: () => stageMs, stageMs }
  }
  const speed = pace === 'manual' ? 1 : pace.speed
  if (!(speed > 0)) throw new RangeError('A speed is more than 0.')
  return {
    of: (step, { body }) => {
      const isFurtherParcel = step === 'ship' && body.status.details.shipping !== 'NotStarted'
      return Math.round((isFurtherParcel ? nextParcelMs : sandboxMs[step]) / speed)
    },
    stageMs: sandboxStageMs / speed,
  }
}
