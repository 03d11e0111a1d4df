import type { Issue, OrderStatus, Progress } from './prodigi-order.ts'
import type { SimulatedOrder } from './simulated-order.ts'

export function withDetails(
  order: SimulatedOrder,
  details: Partial<Record<keyof OrderStatus['details'], Progress>>,
): SimulatedOrder {
  const { status } = order.body
  return {
    ...order,
    body: { ...order.body, status: { ...status, details: { ...status.details, ...details } } },
  }
}

export function withIssues(order: SimulatedOrder, issues: readonly Issue[]): SimulatedOrder {
  return { ...order, body: { ...order.body, status: { ...order.body.status, issues } } }
}

/** As if somebody had paid, restocked, or put the artwork back. */
export function resolveIssues(order: SimulatedOrder, at: Date): SimulatedOrder {
  const { itemUnavailable: _, failedDownloads: __, ...plan } = order.plan
  return { ...withIssues(order, []), plan, movedAt: at }
}
