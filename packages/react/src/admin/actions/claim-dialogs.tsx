import { formatDecimal } from '@quoin/core/money'
import type { ClientOrder } from '@quoin/http/client'
import type { ReactNode } from 'react'
import { useAdmin } from '../admin-context.tsx'
import { ActionDialog, type DialogProps, textIn } from './action-dialog.tsx'
import { Field } from './faults.tsx'
import { readAmount } from './read-amount.ts'

interface ClaimDialogProps extends DialogProps {
  readonly order: ClientOrder
  readonly claimId: string
}

const decisions = ['refund', 'reprint', 'reject'] as const

/** Money back, another print, or neither. */
export function ClaimDialog({ order, claimId, ...dialog }: ClaimDialogProps): ReactNode {
  const { words } = useAdmin()
  return (
    <ActionDialog
      {...dialog}
      orderId={order.id}
      title={words('claim.title')}
      confirm={words('claim.confirm')}
      isDanger
      command={(form) => {
        const decision = decisions.find((each) => each === form.get('decision')) ?? 'reject'
        const note = textIn(form, 'customerNote')
        return { action: 'decide_claim', claimId, decision, ...(note && { customerNote: note }) }
      }}
    >
      <fieldset className="quoin-admin-choices">
        <legend>{words('claim.decision')}</legend>
        {decisions.map((decision) => (
          <label key={decision} className="quoin-admin-check">
            <input type="radio" name="decision" value={decision} required />
            {words(`claim.${decision}`)}
          </label>
        ))}
      </fieldset>
      <Field name="customerNote" label={words('claim.note')} maxLength={500} isLong />
    </ActionDialog>
  )
}

/** What the print provider gave back to the shop for a claim. */
export function RecoveryDialog({ order, claimId, ...dialog }: ClaimDialogProps): ReactNode {
  const { words } = useAdmin()
  const { currency } = order.totals.total
  return (
    <ActionDialog
      {...dialog}
      orderId={order.id}
      title={words('recovery.title')}
      confirm={words('recovery.confirm')}
      command={(form) => {
        const amount = readAmount(textIn(form, 'amount'), currency)
        const example = formatDecimal(order.totals.total)
        return amount
          ? { action: 'record_recovery', claimId, amount }
          : new Map([['amount', words('refund.badAmount', { example })]])
      }}
    >
      <Field name="amount" label={words('recovery.amount', { currency })} inputMode="decimal" isNeeded />
    </ActionDialog>
  )
}
