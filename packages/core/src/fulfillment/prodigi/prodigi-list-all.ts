import { ProdigiError } from './prodigi-error.ts'
import type { ListOrdersQuery, ListOrdersResult } from './prodigi-list.ts'
import type { ProdigiOrder } from './prodigi-order.ts'

/** Which orders to list. `top` is the size of a page here. @default 100 */
export type ListAllOrdersQuery = Omit<ListOrdersQuery, 'skip'>

/** So much later than the newest order ends the list, whatever digits of a time Prodigi compares. */
const boundMarginMs = 60_000

/** Every order of a list, each once, page by page as they are asked for. */
export async function* listAll(
  list: (query: ListOrdersQuery) => Promise<ListOrdersResult>,
  query: ListAllOrdersQuery,
): AsyncGenerator<ProdigiOrder, void, undefined> {
  const seen = new Set<string>()
  let page: ListOrdersQuery | null = { top: 100, ...query }
  while (page) {
    const { orders, next }: ListOrdersResult = await list(page)
    const before = seen.size
    for (const order of orders) {
      if (seen.has(order.id)) continue
      seen.add(order.id)
      yield order
    }
    // Orders made meanwhile push others to later pages, where they come again; but never a whole page of them.
    if (next && seen.size === before)
      throw new ProdigiError('unreadable', 'Prodigi gave the same page again.', { retry: 'retryable' })
    page = next && boundedBy(orders, next)
  }
}

/** Keeps orders that are made from now on out of the next pages. By Prodigi's own clock, since ours may be wrong (F79). */
function boundedBy(orders: readonly ProdigiOrder[], next: ListOrdersQuery): ListOrdersQuery {
  if (next.createdTo) return next
  const newestMs = Math.max(...orders.map(({ created }) => created?.getTime() ?? Number.NEGATIVE_INFINITY))
  return Number.isFinite(newestMs) ? { ...next, createdTo: new Date(newestMs + boundMarginMs) } : next
}
