/** Under which names answers are kept, so that a host with a QueryClient of its own can find them, too. */
export const queryKeys = {
  orders: (baseUrl: string) => ['quoin', baseUrl, 'orders'] as const,
  order: (baseUrl: string, orderId: string) => ['quoin', baseUrl, 'order', orderId] as const,
  actions: (baseUrl: string, orderId: string) => ['quoin', baseUrl, 'actions', orderId] as const,
  notifications: (baseUrl: string) => ['quoin', baseUrl, 'notifications'] as const,
}
