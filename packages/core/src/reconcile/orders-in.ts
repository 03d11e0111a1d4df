import type { Order } from '../order/order.ts'
import type { OrderStatus } from '../order/order-status.ts'
import type { Position } from '../storage/position.ts'
import type { Storage } from '../storage/storage.ts'

const pageSize = 100

/** All orders of some statuses, oldest first. */
export async function* ordersIn(storage: Storage, status: readonly OrderStatus[]): AsyncGenerator<Order> {
  let after: Position | undefined
  for (;;) {
    const page = await storage.listOrders({ status, sort: 'createdAt', limit: pageSize, ...(after && { after }) })
    yield* page
    const last = page.at(-1)
    if (!last || page.length < pageSize) return
    after = { at: last.createdAt, id: last.id }
  }
}

/** Before every other id. */
const firstId = '00000000-0000-0000-0000-000000000000'

/**
 * Pages of orders of some statuses that changed within a time; what changes meanwhile is left to the next run. To be archived is no
 * change that a provider knows more of.
 */
export async function* ordersChanged(
  storage: Storage,
  status: readonly OrderStatus[],
  { from, to }: { readonly from: Date; readonly to: Date },
): AsyncGenerator<readonly Order[]> {
  let after: Position = { at: from, id: firstId }
  for (;;) {
    const page = await storage.listOrders({ status, archived: false, sort: 'updatedAt', limit: pageSize, after })
    yield page.filter(({ updatedAt }) => updatedAt <= to)
    const last = page.at(-1)
    if (!last || page.length < pageSize || last.updatedAt > to) return
    after = { at: last.updatedAt, id: last.id }
  }
}
