import { type ReactNode, useId, useMemo, useRef, useState } from 'react'
import { useAdmin } from '../admin-context.tsx'
import { useManageOrder } from '../orders/use-manage-order.ts'
import { Refusal } from '../refusal.tsx'
import { Card } from './card.tsx'
import { type DescribedEntry, describeEntry, type HistoryEntry } from './describe-entry.ts'

interface TimelineProps {
  readonly orderId: string
  readonly history: readonly HistoryEntry[]
}

/** What happened, latest first, a day at a time. */
export function Timeline({ orderId, history }: TimelineProps): ReactNode {
  const admin = useAdmin()
  const { words, format } = admin
  const [isWhole, setWhole] = useState(false)
  const entries = useMemo(() => history.map((entry) => describeEntry(entry, admin)).toReversed(), [history, admin])
  const small = entries.filter(({ isSmall }) => isSmall).length
  const days = Map.groupBy(isWhole ? entries : entries.filter(({ isSmall }) => !isSmall), ({ at }) => format.day(at))
  return (
    <Card title={words('timeline.title')}>
      <NoteForm orderId={orderId} />
      {[...days].map(([day, ofDay]) => (
        <section key={day} aria-label={day}>
          <h4 className="quoin-soft">{day}</h4>
          <ol className="quoin-admin-timeline">
            {ofDay.map((entry, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the past only grows, and what happened has no other name.
              <TimelineEntry key={`${entry.at} ${ofDay.length - place}`} entry={entry} />
            ))}
          </ol>
        </section>
      ))}
      {small > 0 && !isWhole && (
        <button type="button" className="quoin-link" onClick={() => setWhole(true)}>
          {words('timeline.steps', { count: small })}
        </button>
      )}
    </Card>
  )
}

function TimelineEntry({ entry }: { readonly entry: DescribedEntry }): ReactNode {
  const { words, format } = useAdmin()
  const { at, text, who, detail, tone, isSmall } = entry
  return (
    <li data-tone={tone} data-small={isSmall}>
      <p>{text}</p>
      {detail && <p className="quoin-admin-said">{detail}</p>}
      <p className="quoin-soft">
        <time dateTime={at}>{format.time(at)}</time> {words('timeline.by', { who })}
      </p>
    </li>
  )
}

function NoteForm({ orderId }: { readonly orderId: string }): ReactNode {
  const { words } = useAdmin()
  const manage = useManageOrder(orderId)
  const form = useRef<HTMLFormElement>(null)
  const id = useId()
  return (
    <form
      ref={form}
      className="quoin-admin-note"
      onSubmit={(event) => {
        event.preventDefault()
        const notes = String(new FormData(event.currentTarget).get('notes') ?? '').trim()
        if (notes !== '') manage.mutate({ notes }, { onSuccess: () => form.current?.reset() })
      }}
    >
      <div className="quoin-field">
        <label htmlFor={id}>{words('timeline.note')}</label>
        <textarea id={id} name="notes" rows={2} maxLength={2000} aria-describedby={`${id}-hint`} required />
        <p id={`${id}-hint`} className="quoin-soft">
          {words('timeline.noteHint')}
        </p>
      </div>
      <button type="submit" className="quoin-button" disabled={manage.isPending}>
        {words('timeline.addNote')}
      </button>
      {manage.error && <Refusal error={manage.error} />}
    </form>
  )
}
