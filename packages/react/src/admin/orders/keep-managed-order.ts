import type { ClientOrder } from '@quoin/http/client'
import { askAnew, keepChangedOrder, replaceIn } from '../../keep-order.ts'
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
export function refreshBeside(quoin: Quoin, orderId: string): void {
  for (const name of ['jobs', 'providerView'] as const) askAnew(quoin, adminQueryKeys[name](quoin.baseUrl, orderId))
}

/** Asks for the lists anew. */
export function refreshManagedLists(quoin: Quoin): void {
  askAnew(quoin, adminQueryKeys.lists(quoin.baseUrl))
}
