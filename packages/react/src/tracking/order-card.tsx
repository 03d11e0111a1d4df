import type { ClientOrder } from '@quoin/http/client'
import type { ReactNode } from 'react'
import { StatusMark } from '../frame/status-mark.tsx'
import { Track } from '../frame/track.tsx'
import { progressOf } from '../orders/order-progress.ts'
import { summaryOf } from '../orders/order-summary.ts'
import { useQuoin } from '../quoin-provider.tsx'

interface OrderCardProps {
  readonly order: ClientOrder
  readonly isChosen: boolean
  readonly onChoose: () => void
}

/** An order in the list. */
export function OrderCard({ order, isChosen, onChoose }: OrderCardProps): ReactNode {
  const { words, format } = useQuoin()
  const summary = summaryOf(order)
  const progress = progressOf(order)
  const [first, ...more] = order.items
  return (
    <button type="button" className="quoin-card" aria-current={isChosen} onClick={onChoose}>
      <span className="quoin-row">
        <span className="quoin-number">{order.number}</span>
        <StatusMark tone={summary.tone}>{words(summary.status)}</StatusMark>
      </span>
      <span className="quoin-card-items">
        {first?.name}
        {more.length > 0 && ` ${words('order.moreItems', { count: more.length })}`}
      </span>
      <span className="quoin-row quoin-soft">
        <time dateTime={order.createdAt}>{format.day(order.createdAt)}</time>
        <span>{format.money(order.totals.total)}</span>
      </span>
      {progress && <Track states={progress.map(({ state }) => state)} tone={summary.tone} />}
    </button>
  )
}
