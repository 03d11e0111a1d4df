import type { ReactNode } from 'react'
import type { Question } from '../actions/order-dialog.tsx'
import { useAdmin } from '../admin-context.tsx'
import { useManageOrder } from '../orders/use-manage-order.ts'
import { Refusal } from '../refusal.tsx'
import type { PossibleActions } from './possible-actions.ts'

interface ActionBarProps {
  readonly orderId: string
  readonly possible: PossibleActions
  readonly onAsk: (question: Question) => void
}

const asked = ['submit', 'reprint', 'refund', 'cancel'] as const

/** What can be done with the order. What costs money is asked about first. */
export function ActionBar({ orderId, possible, onAsk }: ActionBarProps): ReactNode {
  const { words } = useAdmin()
  const manage = useManageOrder(orderId)
  const action = manage.variables?.action
  return (
    <fieldset className="quoin-admin-actions">
      <legend className="quoin-hidden">{words('act.label')}</legend>
      {possible.retry && (
        <button
          type="button"
          className="quoin-button"
          data-kind="main"
          disabled={manage.isPending}
          onClick={() => manage.mutate({ action: 'retry' })}
        >
          {words('act.retry')}
        </button>
      )}
      {asked
        .filter((about) => possible[about])
        .map((about) => (
          <button
            key={about}
            type="button"
            className="quoin-button"
            data-kind={about === 'cancel' ? 'danger' : undefined}
            onClick={() => onAsk({ about })}
          >
            {words(`act.${about}`)}
          </button>
        ))}
      <button
        type="button"
        className="quoin-button"
        disabled={manage.isPending}
        onClick={() => manage.mutate({ action: 'refresh' })}
      >
        {words('act.refresh')}
      </button>
      <span role="status" className="quoin-soft">
        {manage.isSuccess && words(action === 'retry' ? 'act.retried' : 'act.refreshed')}
      </span>
      {manage.error && <Refusal error={manage.error} />}
    </fieldset>
  )
}
