import type { ReactNode } from 'react'
import { Frame } from '../frame/frame.tsx'
import { AdminProvider, useAdmin } from './admin-context.tsx'
import { FiguresPage } from './figures/figures-page.tsx'
import { HealthPage } from './health/health-page.tsx'
import type { AdminMessages } from './language/admin-english.ts'
import { OrdersPage } from './list/orders-page.tsx'
import { useManagedOrderEvents } from './orders/use-managed-order-events.ts'
import { adminPages } from './route/admin-route.ts'
import { type UseQueryString, useBrowserQuery } from './route/use-browser-query.ts'

/** What {@link AdminOrderDashboard} takes. */
export interface AdminOrderDashboardProps {
  /** Words of yours, such as `adminGerman`. @default English */
  readonly messages?: AdminMessages | undefined
  /**
   * A hook that says where the dashboard remembers what is seen, such as your router's search parameters.
   *
   * @default the query of the page's address
   */
  readonly useQueryString?: UseQueryString | undefined
  /** @default none */
  readonly className?: string | undefined
}

const noMessages: AdminMessages = {}

/**
 * Everything that the shop's people do with orders: find them, see all of one, and act on it. Whoever is shown it must be an
 * admin for the API. It needs a {@link QuoinProvider} above and `@quoin/react/styles.css`.
 *
 * @example
 * ```tsx
 * import { QuoinProvider } from '@quoin/react'
 * import { AdminOrderDashboard } from '@quoin/react/admin'
 * import '@quoin/react/styles.css'
 *
 * export const Orders = () => (
 *   <QuoinProvider baseUrl="/api">
 *     <AdminOrderDashboard />
 *   </QuoinProvider>
 * )
 * ```
 */
export function AdminOrderDashboard({
  messages = noMessages,
  useQueryString = useBrowserQuery,
  className,
}: AdminOrderDashboardProps): ReactNode {
  return (
    <AdminProvider messages={messages} useQueryString={useQueryString}>
      <Frame className={className ? `quoin-admin ${className}` : 'quoin-admin'}>
        <Dashboard />
      </Frame>
    </AdminProvider>
  )
}

function Dashboard(): ReactNode {
  const { words, route, go } = useAdmin()
  const liveness = useManagedOrderEvents()
  return (
    <>
      <header className="quoin-admin-head">
        <nav aria-label={words('nav.label')}>
          {adminPages.map((page) => (
            <button
              key={page}
              type="button"
              aria-current={route.page === page ? 'page' : undefined}
              onClick={() => go({ page, orderId: null })}
            >
              {words(`nav.${page}`)}
            </button>
          ))}
        </nav>
        <span className="quoin-admin-live" data-live={liveness}>
          {words(`live.${liveness}`)}
        </span>
      </header>
      {route.page === 'orders' && <OrdersPage />}
      {route.page === 'figures' && <FiguresPage />}
      {route.page === 'health' && <HealthPage />}
    </>
  )
}
