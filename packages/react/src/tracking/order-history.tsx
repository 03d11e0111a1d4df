import { type ReactNode, useId, useState } from 'react'
import type { DescribedEntry } from '../orders/describe-history.ts'
import { useQuoin } from '../quoin-provider.tsx'

/** As many as are seen at a glance. */
const shownAtFirst = 6

/** What happened, the latest first. */
export function OrderHistory({ entries }: { readonly entries: readonly DescribedEntry[] }): ReactNode {
  const { words, format } = useQuoin()
  const titleId = useId()
  const [isWhole, setIsWhole] = useState(false)
  const latest = entries.toReversed()
  const shown = isWhole ? latest : latest.slice(0, shownAtFirst)
  return (
    <section aria-labelledby={titleId}>
      <h3 id={titleId} className="quoin-heading">
        {words('history.title')}
      </h3>
      <ol className="quoin-history">
        {shown.map(({ key, at, text, note }) => (
          <li key={key}>
            <span>{text}</span>
            {note !== null && <q className="quoin-history-note">{note}</q>}
            <time className="quoin-soft" dateTime={at}>
              {format.instant(at)}
            </time>
          </li>
        ))}
      </ol>
      {shown.length < latest.length && (
        <button type="button" className="quoin-button" onClick={() => setIsWhole(true)}>
          {words('history.more')}
        </button>
      )}
    </section>
  )
}
