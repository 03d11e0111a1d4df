import { createContext, type ReactNode, use, useMemo } from 'react'
import { createWords, type Words } from '../language/words.ts'
import { type Quoin, useQuoin } from '../quoin-provider.tsx'
import { type AdminMessageKey, type AdminMessages, adminEnglish } from './language/admin-english.ts'
import { type AdminRoute, readRoute, writeRoute } from './route/admin-route.ts'
import type { UseQueryString } from './route/use-browser-query.ts'

/** What every part of the dashboard has. */
export interface Admin {
  readonly words: Words<AdminMessageKey>
  readonly format: Quoin['format']
  readonly route: AdminRoute
  /** Shows something else. @param replace without a step for the browser's back button. */
  go(change: Partial<AdminRoute>, options?: { readonly replace?: boolean }): void
}

interface AdminProviderProps {
  readonly messages: AdminMessages
  readonly useQueryString: UseQueryString
  readonly children: ReactNode
}

const AdminContext = createContext<Admin | null>(null)

export function AdminProvider({ messages, useQueryString, children }: AdminProviderProps): ReactNode {
  const { locale, format } = useQuoin()
  const [query, goTo] = useQueryString()
  const words = useMemo(() => createWords({ ...adminEnglish, ...messages }, locale), [messages, locale])
  const admin = useMemo<Admin>(() => {
    const route = readRoute(query)
    return {
      words,
      format,
      route,
      go: (change, options) => goTo(writeRoute(query, { ...route, ...change }), options),
    }
  }, [words, format, query, goTo])
  return <AdminContext value={admin}>{children}</AdminContext>
}

export function useAdmin(): Admin {
  const admin = use(AdminContext)
  if (!admin) throw new Error('Put an <AdminOrderDashboard> around this component.')
  return admin
}
