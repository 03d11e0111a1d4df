import { formatDecimal } from '@quoin/core/money'
import type { ClientOrder } from '@quoin/http/client'
import { type ReactNode, useState } from 'react'
import { useIdempotencyKeys } from '../../frame/use-idempotency-keys.ts'
import { useAdmin } from '../admin-context.tsx'
import { unrefundedCopies } from '../order/possible-actions.ts'
import type { OrderCommand } from '../orders/use-manage-order.ts'
import { ActionDialog, type DialogProps, textIn } from './action-dialog.tsx'
import { CopiesFields, linesIn } from './copies-fields.tsx'
import { type Faults, Field } from './faults.tsx'
import { readAmount } from './read-amount.ts'

type Scope = 'full' | 'amount' | 'lines'

/** Gives money back: all that is left, an amount, or what some copies cost. */
export function RefundDialog({ order, ...dialog }: DialogProps & { readonly order: ClientOrder }): ReactNode {
  const { words, format } = useAdmin()
  const [scope, setScope] = useState<Scope>('full')
  // The same refund sent twice from one dialog is one refund; another that is asked for there is another.
  const keyFor = useIdempotencyKeys()
  const { currency } = order.totals.total
  const paid = order.payment?.amountCaptured.amount ?? 0
  const left = { amount: paid - (order.payment?.amountRefunded.amount ?? 0), currency }
  const copies = unrefundedCopies(order)
  const hasCopies = [...copies.values()].some((count) => count > 0)
  const scopes: readonly Scope[] = hasCopies ? ['full', 'amount', 'lines'] : ['full', 'amount']

  function command(form: FormData): OrderCommand | Faults {
    const note = textIn(form, 'customerNote')
    const asked = sizeOf(form)
    if (asked instanceof Map) return asked
    const refund = {
      action: 'refund',
      reason: textIn(form, 'reason'),
      ...(note && { customerNote: note }),
      ...asked,
    } as const
    return { ...refund, idempotencyKey: keyFor(refund) }
  }

  function sizeOf(form: FormData): Pick<OrderCommand, 'amount' | 'lines' | 'includeShipping'> | Faults {
    switch (scope) {
      case 'full':
        return {}
      case 'amount': {
        const amount = readAmount(textIn(form, 'amount'), currency)
        return amount ? { amount } : new Map([['amount', words('refund.badAmount', { example: formatDecimal(left) })]])
      }
      case 'lines': {
        const lines = linesIn(form, order.items)
        if (lines.length === 0) return new Map([['lines', words('refund.noLines')]])
        return { lines, ...(form.has('includeShipping') && { includeShipping: true }) }
      }
    }
  }
  return (
    <ActionDialog
      {...dialog}
      orderId={order.id}
      title={words('refund.title', { number: order.number })}
      text={`${words('refund.left', { amount: format.money(left) })} ${words('refund.stops')}`}
      confirm={words('refund.confirm')}
      isDanger
      command={command}
    >
      <fieldset className="quoin-admin-choices">
        <legend>{words('refund.scope')}</legend>
        {scopes.map((each) => (
          <label key={each} className="quoin-admin-check">
            <input type="radio" name="scope" checked={scope === each} onChange={() => setScope(each)} />
            {words(`refund.${each}`, { amount: format.money(left) })}
          </label>
        ))}
      </fieldset>
      {scope === 'amount' && (
        <Field name="amount" label={words('refund.amountField', { currency })} inputMode="decimal" isNeeded />
      )}
      {scope === 'lines' && (
        <>
          <CopiesFields items={order.items} left={copies} labelOf={(name) => words('refund.copies', { name })} />
          <label className="quoin-admin-check">
            <input type="checkbox" name="includeShipping" />
            {words('refund.includeShipping')}
          </label>
        </>
      )}
      <Field name="reason" label={words('refund.reason')} maxLength={500} isNeeded />
      <Field name="customerNote" label={words('refund.note')} maxLength={500} isLong />
    </ActionDialog>
  )
}
