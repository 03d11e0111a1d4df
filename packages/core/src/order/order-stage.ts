import type { OrderStatus } from './order-status.ts'

/** The statuses in which an order still has to move on. */
export const orderStages = [
  'pending',
  'paid',
  'submitted',
  'in_production',
  'partially_shipped',
  'shipped',
] as const satisfies readonly OrderStatus[]

/** A status in which an order still has to move on, and can be late. */
export type OrderStage = (typeof orderStages)[number]
