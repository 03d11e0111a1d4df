import { type ReactNode, useEffect, useId, useState } from 'react'
import { useAdmin } from '../admin-context.tsx'

/** Long enough for the next key to come. */
const typingMs = 250

/** Looks for a text in orders while it is typed. */
export function SearchField(): ReactNode {
  const { words, route, go } = useAdmin()
  const id = useId()
  const q = route.filter.q ?? ''
  const [typed, setTyped] = useState<string | null>(null)

  useEffect(() => {
    if (typed === null) return
    const later = setTimeout(() => {
      setTyped(null)
      if (typed.trim() !== q) go({ filter: { ...route.filter, q: typed.trim() || null } }, { replace: true })
    }, typingMs)
    return () => clearTimeout(later)
  }, [typed, q, go, route.filter])

  return (
    <div className="quoin-admin-search">
      <label className="quoin-hidden" htmlFor={id}>
        {words('filter.search')}
      </label>
      <input
        id={id}
        type="search"
        maxLength={200}
        placeholder={words('filter.searchHint')}
        value={typed ?? q}
        onChange={({ target }) => setTyped(target.value)}
      />
    </div>
  )
}
