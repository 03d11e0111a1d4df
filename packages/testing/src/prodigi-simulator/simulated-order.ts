import type { Download } from './download-assets.ts'
import type { OrderPlan } from './order-plan.ts'
import type { Asset, ProdigiOrder } from './prodigi-order.ts'

/** An order with what its owner can't see. */
export interface SimulatedOrder {
  readonly body: ProdigiOrder
  readonly plan: OrderPlan
  /** Until when it is held, or `until_released`; null when it is not. */
  readonly held: Date | 'until_released' | null
  readonly downloadAttempts: number
  /** What was really fetched in the attempt that is to end next; null where downloads are only simulated. */
  readonly downloads: 'under_way' | readonly Download[] | null
  /** When it last moved: the next step is due some time after that. */
  readonly movedAt: Date
}

/** The type of a callback, without its common prefix. */
export type CallbackType = `status.stage.changed#${string}` | 'shipments.shipment#Complete'

/** An order after a step, what the account is told about it, and what has to be fetched before the next. */
export interface Step {
  readonly order: SimulatedOrder
  readonly tells: readonly { readonly type: CallbackType; readonly body: ProdigiOrder }[]
  readonly fetches?: readonly Asset[]
}
