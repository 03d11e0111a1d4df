import { useSyncExternalStore } from 'react'

/** Where the dashboard remembers what is seen: a query such as `view=health`, and how to go to another. */
export type UseQueryString = () => readonly [
  query: string,
  go: (query: string, options?: { readonly replace?: boolean }) => void,
]

/** The query of the page's own address. Going somewhere is a step that the browser's back button takes back. */
export const useBrowserQuery: UseQueryString = () => [useSyncExternalStore(listen, readQuery, () => ''), go]

const readQuery = (): string => window.location.search
const changed = 'quoin-query'

function listen(look: () => void): () => void {
  for (const event of ['popstate', changed]) window.addEventListener(event, look)
  return () => {
    for (const event of ['popstate', changed]) window.removeEventListener(event, look)
  }
}

function go(query: string, { replace = false }: { readonly replace?: boolean } = {}): void {
  const url = `${window.location.pathname}${query && `?${query}`}${window.location.hash}`
  if (replace) window.history.replaceState(window.history.state, '', url)
  else window.history.pushState(null, '', url)
  // The browser tells of its own steps only.
  window.dispatchEvent(new Event(changed))
}
