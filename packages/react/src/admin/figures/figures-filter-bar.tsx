import { type ReactNode, useId } from 'react'
import { useAdmin } from '../admin-context.tsx'
import { figureGroupings } from '../route/admin-route.ts'

const spans = [7, 30, 90, 365] as const
const dayMs = 86_400_000

/** Of which time the figures are, and by what. */
export function FiguresFilterBar(): ReactNode {
  const { words, route, go } = useAdmin()
  const { figures } = route
  return (
    <div className="quoin-admin-filters">
      <fieldset className="quoin-admin-segments">
        <legend className="quoin-hidden">{words('figures.range')}</legend>
        {spans.map((days) => {
          const dateFrom = firstOf(days)
          return (
            <button
              key={days}
              type="button"
              aria-pressed={figures.dateFrom === dateFrom && figures.dateTo === null}
              onClick={() => go({ figures: { ...figures, dateFrom, dateTo: null } })}
            >
              {words('figures.days', { count: days })}
            </button>
          )
        })}
      </fieldset>
      <DayField name="dateFrom" label={words('figures.from')} />
      <DayField name="dateTo" label={words('figures.to')} />
      <fieldset className="quoin-admin-segments">
        <legend className="quoin-hidden">{words('figures.by')}</legend>
        {figureGroupings.map((groupBy) => (
          <button
            key={groupBy}
            type="button"
            aria-pressed={figures.groupBy === groupBy}
            onClick={() => go({ figures: { ...figures, groupBy } })}
          >
            {words(`figures.by.${groupBy}`)}
          </button>
        ))}
      </fieldset>
    </div>
  )
}

/** The API looks at the last 30 days when nothing else is said. */
function firstOf(days: number): string | null {
  return days === 30 ? null : new Date(Date.now() - (days - 1) * dayMs).toISOString().slice(0, 10)
}

function DayField({ name, label }: { readonly name: 'dateFrom' | 'dateTo'; readonly label: string }): ReactNode {
  const { route, go } = useAdmin()
  const id = useId()
  const value = route.figures[name] ?? ''
  const take = (given: string): void => {
    if (given !== value) go({ figures: { ...route.figures, [name]: given || null } })
  }
  return (
    <span className="quoin-admin-select">
      <label htmlFor={id}>{label}</label>
      <input
        key={value}
        id={id}
        type="date"
        defaultValue={value}
        onBlur={({ target }) => take(target.value)}
        onKeyDown={(event) => event.key === 'Enter' && take(event.currentTarget.value)}
      />
    </span>
  )
}
