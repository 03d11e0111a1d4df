'use client'

// The dashboard
export { AdminOrderDashboard, type AdminOrderDashboardProps } from './admin-order-dashboard.tsx'
// Hooks: health and figures
export { type Analytics, useAnalytics } from './figures/use-analytics.ts'
export {
  type HealthAction,
  type HealthReport,
  type HealthResult,
  useHealth,
  useHealthAction,
} from './health/use-health.ts'
export { type AdminMessages, adminEnglish } from './language/admin-english.ts'
export { adminGerman } from './language/german/admin-german.ts'
// Hooks: orders
export { type OrderCommand, useManageOrder } from './orders/use-manage-order.ts'
export { useManagedOrder } from './orders/use-managed-order.ts'
export { useManagedOrderEvents } from './orders/use-managed-order-events.ts'
export { type ManagedOrderPage, type UseManagedOrdersOptions, useManagedOrders } from './orders/use-managed-orders.ts'
export { type OrderJob, useOrderJobs } from './orders/use-order-jobs.ts'
export { type ProviderView, useProviderView } from './orders/use-provider-view.ts'
export { type RetriedOrders, useRetryOrders } from './orders/use-retry-orders.ts'
export {
  type AdminRoute,
  type AttentionFilter,
  everyOrder,
  type FiguresFilter,
  type OrderFilter,
} from './route/admin-route.ts'
export type { UseQueryString } from './route/use-browser-query.ts'
