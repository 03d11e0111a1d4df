/** Under which names what only admins see is kept. */
export const adminQueryKeys = {
  lists: (baseUrl: string) => ['quoin', baseUrl, 'managed-orders'] as const,
  jobs: (baseUrl: string, orderId: string) => ['quoin', baseUrl, 'jobs', orderId] as const,
  providerView: (baseUrl: string, orderId: string) => ['quoin', baseUrl, 'provider-view', orderId] as const,
  analytics: (baseUrl: string) => ['quoin', baseUrl, 'analytics'] as const,
  health: (baseUrl: string) => ['quoin', baseUrl, 'health'] as const,
}
