import type { ClientOrder } from '@quoin/http/client'
import { type ReactNode, useState } from 'react'
import { useOrderActions } from '../../orders/use-order-actions.ts'
import { OrderDialog, type Question } from '../actions/order-dialog.tsx'
import { useAdmin } from '../admin-context.tsx'
import { ArchivedMark, OrderStatusMark, PaymentStatusMark } from '../marks.tsx'
import { useOrderJobs } from '../orders/use-order-jobs.ts'
import { ActionBar } from './action-bar.tsx'
import { AttentionCard } from './attention-card.tsx'
import { ClaimsCard } from './claims-card.tsx'
import { CustomerCard } from './customer-card.tsx'
import type { HistoryEntry } from './describe-entry.ts'
import { ItemsCard } from './items-card.tsx'
import { JobsCard } from './jobs-card.tsx'
import { MoneyCard } from './money-card.tsx'
import { possibleActions } from './possible-actions.ts'
import { PrintsCard } from './prints-card.tsx'
import { ProviderCard } from './provider-card.tsx'
import { Timeline } from './timeline.tsx'

interface OrderBodyProps {
  readonly order: ClientOrder
  readonly history: readonly HistoryEntry[]
}

export function OrderBody({ order, history }: OrderBodyProps): ReactNode {
  const { words, format } = useAdmin()
  const [question, ask] = useState<Question | null>(null)
  const { data: allowed } = useOrderActions(order.id)
  const { data: jobs } = useOrderJobs(order.id)
  const possible = possibleActions(order, { allowed, jobs })
  return (
    <>
      <div className="quoin-admin-marks">
        <OrderStatusMark order={order} />
        <PaymentStatusMark order={order} />
        <ArchivedMark order={order} />
        <span className="quoin-soft">
          {words('order.created', { at: format.instant(order.createdAt) })},{' '}
          {words('order.changed', { at: format.instant(order.updatedAt) })}
          {order.payment?.livemode === false && ` · ${words('order.test')}`}
        </span>
      </div>
      <ActionBar orderId={order.id} possible={possible} onAsk={ask} />
      <div className="quoin-admin-columns">
        <div>
          <AttentionCard order={order} />
          <ClaimsCard order={order} onAsk={ask} />
          <ItemsCard order={order} />
          <PrintsCard order={order} onAsk={ask} />
          <Timeline orderId={order.id} history={history} />
        </div>
        <div>
          <CustomerCard
            order={order}
            onEditRecipient={possible.editRecipient ? () => ask({ about: 'recipient' }) : undefined}
            onErase={possible.erase ? () => ask({ about: 'erase' }) : undefined}
          />
          <MoneyCard order={order} />
          <JobsCard orderId={order.id} />
          <ProviderCard orderId={order.id} />
        </div>
      </div>
      {question && <OrderDialog order={order} question={question} onClose={() => ask(null)} onDone={() => ask(null)} />}
    </>
  )
}
