import { useMemo, useSyncExternalStore } from 'react'
import { useQuoin } from '../../quoin-provider.tsx'
import { readViews, type SavedView, writeViews } from './saved-views.ts'

const changed = 'quoin-views'

/** The views that somebody saved, kept by their browser. A browser that keeps nothing has none. */
export function useSavedViews(): readonly [views: readonly SavedView[], keep: (views: readonly SavedView[]) => void] {
  const key = `quoin-admin-views ${useQuoin().baseUrl}`
  const stored = useSyncExternalStore(
    listen,
    () => readStored(key),
    () => null,
  )
  const views = useMemo(() => readViews(stored), [stored])
  const keep = (next: readonly SavedView[]): void => {
    try {
      window.localStorage.setItem(key, writeViews(next))
    } catch {
      // Full, or forbidden.
    }
    window.dispatchEvent(new Event(changed))
  }
  return [views, keep]
}

function readStored(key: string): string | null {
  try {
    return window.localStorage.getItem(key)
  } catch {
    return null
  }
}

function listen(look: () => void): () => void {
  for (const event of ['storage', changed]) window.addEventListener(event, look)
  return () => {
    for (const event of ['storage', changed]) window.removeEventListener(event, look)
  }
}
