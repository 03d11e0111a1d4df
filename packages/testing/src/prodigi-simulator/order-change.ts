import type { Asset, Issue, Item, OrderStatus, Progress } from './prodigi-order.ts'
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
  const resolved = { ...withIssues(order, []), plan, movedAt: at }
  return order.body.status.details.downloadAssets === 'Error' ? startOver(resolved) : resolved
}

function startOver(order: SimulatedOrder): SimulatedOrder {
  const items = order.body.items.map((item): Item => {
    const assets = item.assets.map((asset): Asset => ({ ...asset, status: 'InProgress' }))
    return { ...item, assets, status: 'NotYetDownloaded' }
  })
  const untouched = withDetails(order, { downloadAssets: 'NotStarted', allocateProductionLocation: 'NotStarted' })
  return { ...untouched, downloadAttempts: 0, body: { ...untouched.body, items, shipments: [] } }
}
