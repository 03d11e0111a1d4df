import type { ClientOrder } from '@quoin/http/client'
import type { InfiniteData } from '@tanstack/react-query'
import type { OrderStatusAnswer } from './orders/use-order.ts'
import { queryKeys } from './query-keys.ts'
import type { Quoin } from './quoin-provider.tsx'

/** Takes what the API told of an order everywhere where the order is shown, and asks anew for what follows from it. */
export function keepOrder(quoin: Quoin, answer: OrderStatusAnswer): void {
  const { queryClient, baseUrl } = quoin
  const { order } = answer
  const key = queryKeys.order(baseUrl, order.id)
  const before = queryClient.getQueryData<OrderStatusAnswer>(key)
  if (before && isOlder(order, before.order)) return
  queryClient.setQueryData<OrderStatusAnswer>(key, answer)
  // A stream begins with what is known already, and the print provider is not asked for that again.
  if (before && JSON.stringify(before) === JSON.stringify(answer)) return
  keepInLists(quoin, order)
  void queryClient.invalidateQueries({ queryKey: queryKeys.actions(baseUrl, order.id) })
  void queryClient.invalidateQueries({ queryKey: queryKeys.notifications(baseUrl) })
}

/** For answers that come without the history: that is asked for anew. */
export function keepChangedOrder(quoin: Quoin, order: ClientOrder): void {
  const { queryClient, baseUrl } = quoin
  queryClient.setQueryData<OrderStatusAnswer>(
    queryKeys.order(baseUrl, order.id),
    (before) => before && { ...before, order: newest(before.order, order) },
  )
  keepInLists(quoin, order)
  for (const name of ['order', 'actions'] as const) {
    void queryClient.invalidateQueries({ queryKey: queryKeys[name](baseUrl, order.id) })
  }
  void queryClient.invalidateQueries({ queryKey: queryKeys.notifications(baseUrl) })
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

/** An answer can come after one that was given later, and nothing might ever put that right. */
export function isOlder(order: ClientOrder, known: ClientOrder): boolean {
  return order.version < known.version
}

export function replaceIn(orders: readonly ClientOrder[], order: ClientOrder): ClientOrder[] {
  return orders.map((each) => (each.id === order.id ? newest(each, order) : each))
}

function newest(known: ClientOrder, order: ClientOrder): ClientOrder {
  return isOlder(order, known) ? known : order
}
