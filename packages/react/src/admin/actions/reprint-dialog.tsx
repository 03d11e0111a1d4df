import type { ClientOrder } from '@quoin/http/client'
import type { ReactNode } from 'react'
import { useAdmin } from '../admin-context.tsx'
import { sentCopies } from '../order/possible-actions.ts'
import { ActionDialog, type DialogProps, textIn } from './action-dialog.tsx'
import { CopiesFields, linesIn } from './copies-fields.tsx'
import { Field } from './faults.tsx'

/** Has copies that were sent printed once more. */
export function ReprintDialog({ order, ...dialog }: DialogProps & { readonly order: ClientOrder }): ReactNode {
  const { words } = useAdmin()
  return (
    <ActionDialog
      {...dialog}
      orderId={order.id}
      title={words('reprint.title', { number: order.number })}
      text={words('reprint.text')}
      confirm={words('reprint.confirm')}
      command={(form) => {
        const lines = linesIn(form, order.items)
        if (lines.length === 0) return new Map([['lines', words('refund.noLines')]])
        return { action: 'reprint', reason: textIn(form, 'reason'), lines }
      }}
    >
      <CopiesFields
        items={order.items}
        left={sentCopies(order)}
        labelOf={(name) => words('reprint.copies', { name })}
        preset="all"
      />
      <Field name="reason" label={words('reprint.reason')} maxLength={500} isNeeded />
    </ActionDialog>
  )
}
