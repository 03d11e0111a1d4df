import type { ClientOrder } from '@quoin/http/client'
import type { InfiniteData, QueryKey } from '@tanstack/react-query'
import type { OrderStatusAnswer } from './orders/use-order.ts'
import { queryKeys } from './query-keys.ts'
import type { Quoin } from './quoin-provider.tsx'

// An answer can come after one that was given later, and nothing might ever put that right: of two, the newer one is kept.

/** Takes what the API told of an order everywhere where the order is shown, and asks anew for what follows from it. */
export function keepOrder(quoin: Quoin, answer: OrderStatusAnswer): void {
  const { queryClient, baseUrl } = quoin
  const key = queryKeys.order(baseUrl, answer.order.id)
  const before = queryClient.getQueryData<OrderStatusAnswer>(key)
  keepInLists(quoin, answer.order)
  if (before && isOlder(answer.order, before.order)) return
  queryClient.setQueryData<OrderStatusAnswer>(key, answer)
  // A stream begins with what is known already, and the print provider is not asked for that again.
  if (before && JSON.stringify(before) === JSON.stringify(answer)) return
  if (before) askListsUnderWay(quoin)
  askForWhatFollows(quoin, answer.order.id)
}

/** For an answer that is about to be kept as what is known of the order: it, or what is known if that is newer. */
export function newestAnswer(quoin: Quoin, answer: OrderStatusAnswer): OrderStatusAnswer {
  const { queryClient, baseUrl } = quoin
  const known = queryClient.getQueryData<OrderStatusAnswer>(queryKeys.order(baseUrl, answer.order.id))
  if (known && isOlder(answer.order, known.order)) return known
  keepInLists(quoin, answer.order)
  if (known && isOlder(known.order, answer.order)) {
    askListsUnderWay(quoin)
    askForWhatFollows(quoin, answer.order.id)
  }
  return answer
}

/** For answers that come without the history: that is asked for anew. */
export function keepChangedOrder(quoin: Quoin, order: ClientOrder): void {
  const { queryClient, baseUrl } = quoin
  const key = queryKeys.order(baseUrl, order.id)
  queryClient.setQueryData<OrderStatusAnswer>(
    key,
    (before) => before && { ...before, order: newestOf(before.order, order) },
  )
  keepInLists(quoin, order)
  askListsUnderWay(quoin)
  askAnew(quoin, key)
  askForWhatFollows(quoin, order.id)
}

export function replaceIn(orders: readonly ClientOrder[], order: ClientOrder): ClientOrder[] {
  return orders.map((each) => (each.id === order.id ? newestOf(each, order) : each))
}

/** Asks for something anew; where a first answer is on its way, which may be of before, once that is there. */
export function askAnew({ queryClient }: Quoin, queryKey: QueryKey): void {
  const isFirst = queryClient
    .getQueryCache()
    .findAll({ queryKey, fetchStatus: 'fetching' })
    .some(({ state }) => state.data === undefined)
  const asked = queryClient.invalidateQueries({ queryKey })
  if (isFirst) void asked.then(() => queryClient.invalidateQueries({ queryKey }))
}

/** A list that is just being answered may be of before. */
function askListsUnderWay(quoin: Quoin): void {
  const queryKey = queryKeys.orders(quoin.baseUrl)
  if (quoin.queryClient.isFetching({ queryKey }) > 0) askAnew(quoin, queryKey)
}

function askForWhatFollows(quoin: Quoin, orderId: string): void {
  askAnew(quoin, queryKeys.actions(quoin.baseUrl, orderId))
  askAnew(quoin, queryKeys.notifications(quoin.baseUrl))
}

function keepInLists({ queryClient, baseUrl }: Quoin, order: ClientOrder): void {
  queryClient.setQueriesData<InfiniteData<{ orders: ClientOrder[] }>>(
    { queryKey: queryKeys.orders(baseUrl) },
    (before) =>
      before && {
        ...before,
        pages: before.pages.map((page) => ({ ...page, orders: replaceIn(page.orders, order) })),
      },
  )
}

function newestOf(known: ClientOrder, order: ClientOrder): ClientOrder {
  return isOlder(order, known) ? known : order
}

function isOlder(order: ClientOrder, known: ClientOrder): boolean {
  return order.version < known.version
}
