import type { ClientOrder } from '@quoin/http/client'
import type { ReactNode } from 'react'
import { useAdmin } from '../admin-context.tsx'
import type { Shipment } from '../order-values.ts'
import { ActionDialog, type DialogProps, textIn } from './action-dialog.tsx'
import { ClaimDialog, RecoveryDialog } from './claim-dialogs.tsx'
import { Field } from './faults.tsx'
import { DeliveredDialog, TrackingDialog } from './parcel-dialogs.tsx'
import { RecipientDialog } from './recipient-dialog.tsx'
import { RefundDialog } from './refund-dialog.tsx'
import { ReprintDialog } from './reprint-dialog.tsx'

/** What is asked about an order before it is done. */
export type Question =
  | { readonly about: 'cancel' | 'refund' | 'reprint' | 'submit' | 'recipient' | 'erase' }
  | { readonly about: 'tracking' | 'delivered'; readonly shipment: Shipment }
  | { readonly about: 'claim' | 'recovery'; readonly claimId: string }
  | { readonly about: 'reject'; readonly fulfillmentId: string }

interface OrderDialogProps extends DialogProps {
  readonly order: ClientOrder
  readonly question: Question
}

export function OrderDialog({ question, ...given }: OrderDialogProps): ReactNode {
  switch (question.about) {
    case 'cancel':
      return <CancelDialog {...given} />
    case 'refund':
      return <RefundDialog {...given} />
    case 'reprint':
      return <ReprintDialog {...given} />
    case 'submit':
      return <SubmitDialog {...given} />
    case 'recipient':
      return <RecipientDialog {...given} />
    case 'erase':
      return <EraseDialog {...given} />
    case 'tracking':
      return <TrackingDialog {...given} shipment={question.shipment} />
    case 'delivered':
      return <DeliveredDialog {...given} shipment={question.shipment} />
    case 'claim':
      return <ClaimDialog {...given} claimId={question.claimId} />
    case 'recovery':
      return <RecoveryDialog {...given} claimId={question.claimId} />
    case 'reject':
      return <RejectDialog {...given} fulfillmentId={question.fulfillmentId} />
  }
}

type OrderProps = DialogProps & { readonly order: ClientOrder }

function CancelDialog({ order, ...dialog }: OrderProps): ReactNode {
  const { words, format } = useAdmin()
  const { payment, number, totals } = order
  const left = (payment?.amountCaptured.amount ?? 0) - (payment?.amountRefunded.amount ?? 0)
  const amount = format.money({ amount: left, currency: totals.total.currency })
  return (
    <ActionDialog
      {...dialog}
      orderId={order.id}
      title={words('cancel.title', { number })}
      text={payment?.capturedAt ? words('cancel.text', { amount }) : words('cancel.textUnpaid')}
      confirm={words('cancel.confirm')}
      isDanger
      command={(form) => ({ action: 'cancel', reason: textIn(form, 'reason') })}
    >
      <Field name="reason" label={words('cancel.reason')} maxLength={500} isNeeded />
    </ActionDialog>
  )
}

function SubmitDialog({ order, ...dialog }: OrderProps): ReactNode {
  const { words } = useAdmin()
  return (
    <ActionDialog
      {...dialog}
      orderId={order.id}
      title={words('submit.title', { number: order.number })}
      text={words('submit.text')}
      confirm={words('submit.confirm')}
      command={() => ({ action: 'submit' })}
    />
  )
}

function EraseDialog({ order, ...dialog }: OrderProps): ReactNode {
  const { words } = useAdmin()
  return (
    <ActionDialog
      {...dialog}
      orderId={order.id}
      title={words('erase.title', { number: order.number })}
      text={words('erase.text')}
      confirm={words('erase.confirm')}
      isDanger
      command={() => ({ action: 'erase' })}
    />
  )
}

function RejectDialog({ order, fulfillmentId, ...dialog }: OrderProps & { readonly fulfillmentId: string }): ReactNode {
  const { words } = useAdmin()
  return (
    <ActionDialog
      {...dialog}
      orderId={order.id}
      title={words('reject.title')}
      confirm={words('reject.confirm')}
      command={(form) => ({ action: 'reject_reprint', fulfillmentId, reason: textIn(form, 'reason') })}
    >
      <Field name="reason" label={words('reject.reason')} maxLength={500} isNeeded />
    </ActionDialog>
  )
}
