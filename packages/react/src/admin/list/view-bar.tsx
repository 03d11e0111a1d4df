import { type ReactNode, useId, useState } from 'react'
import { useAdmin } from '../admin-context.tsx'
import { namesIn } from '../order-values.ts'
import type { OrderFilter } from '../route/admin-route.ts'
import { builtInViews, textOfFilter, withoutView, withView } from './saved-views.ts'
import { useSavedViews } from './use-saved-views.ts'

/** Filters that have a name: those that every shop needs, and those that somebody saved. */
export function ViewBar(): ReactNode {
  const { words, route } = useAdmin()
  const [views, keep] = useSavedViews()
  const now = textOfFilter(route.filter)
  const isKnown = [...Object.values(builtInViews), ...views.map(({ filter }) => filter)].some(
    (filter) => textOfFilter(filter) === now,
  )
  return (
    <nav className="quoin-admin-views" aria-label={words('views.label')}>
      <ul>
        {namesIn(builtInViews).map((name) => (
          <li key={name}>
            <ViewButton filter={builtInViews[name]}>{words(name)}</ViewButton>
          </li>
        ))}
        {views.map(({ name, filter }) => (
          <li key={name} className="quoin-admin-saved-view">
            <ViewButton filter={filter}>{name}</ViewButton>
            <button
              type="button"
              className="quoin-admin-icon"
              aria-label={words('views.remove', { name })}
              onClick={() => keep(withoutView(views, name))}
            >
              ×
            </button>
          </li>
        ))}
        {!isKnown && (
          <li>
            <SaveView onSave={(name) => keep(withView(views, { name, filter: route.filter }))} />
          </li>
        )}
      </ul>
    </nav>
  )
}

function ViewButton({ filter, children }: { readonly filter: OrderFilter; readonly children: ReactNode }): ReactNode {
  const { route, go } = useAdmin()
  const isShown = textOfFilter(filter) === textOfFilter(route.filter)
  return (
    <button
      type="button"
      className="quoin-admin-view"
      aria-current={isShown ? 'true' : undefined}
      onClick={() => go({ filter, orderId: null })}
    >
      {children}
    </button>
  )
}

function SaveView({ onSave }: { readonly onSave: (name: string) => void }): ReactNode {
  const { words } = useAdmin()
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  if (!isOpen) {
    return (
      <button type="button" className="quoin-link" onClick={() => setOpen(true)}>
        {words('views.save')}
      </button>
    )
  }
  return (
    <form
      className="quoin-admin-save-view"
      onSubmit={(event) => {
        event.preventDefault()
        const name = String(new FormData(event.currentTarget).get('name') ?? '').trim()
        if (name !== '') onSave(name)
        setOpen(false)
      }}
      onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
    >
      <label className="quoin-hidden" htmlFor={id}>
        {words('views.name')}
      </label>
      <input
        id={id}
        name="name"
        maxLength={60}
        placeholder={words('views.name')}
        ref={(input) => input?.focus()}
        required
      />
      <button type="submit" className="quoin-button">
        {words('views.keep')}
      </button>
    </form>
  )
}
