import type { ClientOrder } from '@quoin/http/client'
import { keepChangedOrder, replaceIn } from '../../keep-order.ts'
import type { Quoin } from '../../quoin-provider.tsx'
import { adminQueryKeys } from './admin-query-keys.ts'
import type { ManagedOrderPage } from './use-managed-orders.ts'

/** Takes what the API told of an order everywhere where admins see it. Whether it still fits a filter, only the API knows. */
export function keepManagedOrder(quoin: Quoin, order: ClientOrder): void {
  const { queryClient, baseUrl } = quoin
  keepChangedOrder(quoin, order)
  queryClient.setQueriesData<ManagedOrderPage>(
    { queryKey: adminQueryKeys.lists(baseUrl) },
    (page) => page && { ...page, orders: replaceIn(page.orders, order) },
  )
  refreshBeside(quoin, order.id)
}

/** Asks anew for what stands beside an order. */
export function refreshBeside({ queryClient, baseUrl }: Quoin, orderId: string): void {
  for (const name of ['jobs', 'providerView'] as const) {
    void queryClient.invalidateQueries({ queryKey: adminQueryKeys[name](baseUrl, orderId) })
  }
}

/** Asks for the lists anew. */
export function refreshManagedLists({ queryClient, baseUrl }: Quoin): void {
  void queryClient.invalidateQueries({ queryKey: adminQueryKeys.lists(baseUrl) })
}
