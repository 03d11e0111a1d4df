import { type OrderStage, orderStages } from '../order/order-stage.ts'
import type { StageBound } from '../order/order-store.ts'

/** How long an order may be in each stage, in milliseconds. Null: for ever. */
export type StageSlos = Readonly<Record<OrderStage, number | null>>

const hour = 3_600_000
const day = 24 * hour

/**
 * Checkouts end by themselves after a day, submissions take seconds, and Prodigi prints within days.
 *
 * @param isTracked whether anybody says what has arrived
 */
export function defaultStageSlos(isTracked: boolean): StageSlos {
  return {
    pending: 2 * day,
    paid: 2 * hour,
    submitted: 3 * day,
    in_production: 7 * day,
    partially_shipped: 7 * day,
    shipped: isTracked ? 30 * day : null,
  }
}

/** Since when the orders of each stage are overdue. */
export function stageBounds(slos: StageSlos, now: Date): StageBound[] {
  return orderStages.flatMap((stage) => {
    const longestMs = slos[stage]
    return longestMs === null ? [] : [{ stage, before: new Date(now.getTime() - longestMs) }]
  })
}
