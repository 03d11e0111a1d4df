import type { ClientOrder } from '@quoin/http/client'
import type { ReactNode } from 'react'
import { useAdmin } from '../admin-context.tsx'
import type { Shipment } from '../order-values.ts'
import { ActionDialog, type DialogProps, textIn } from './action-dialog.tsx'
import { Field } from './faults.tsx'

interface ParcelDialogProps extends DialogProps {
  readonly order: ClientOrder
  readonly shipment: Shipment
}

/** Corrects what the print provider says about a parcel. */
export function TrackingDialog({ order, shipment, ...dialog }: ParcelDialogProps): ReactNode {
  const { words } = useAdmin()
  return (
    <ActionDialog
      {...dialog}
      orderId={order.id}
      title={words('tracking.title')}
      confirm={words('tracking.confirm')}
      command={(form) => {
        const trackingUrl = textIn(form, 'trackingUrl')
        const trackingNumber = textIn(form, 'trackingNumber')
        return { shipmentId: shipment.id, trackingNumber, ...(trackingUrl && { trackingUrl }) }
      }}
    >
      <Field
        name="trackingNumber"
        label={words('tracking.number')}
        defaultValue={shipment.trackingNumber ?? ''}
        maxLength={100}
        isNeeded
      />
      <Field
        name="trackingUrl"
        label={words('tracking.url')}
        defaultValue={shipment.trackingUrl ?? ''}
        maxLength={2000}
        inputMode="url"
      />
    </ActionDialog>
  )
}

/** A person knows that it arrived. */
export function DeliveredDialog({ order, shipment, ...dialog }: ParcelDialogProps): ReactNode {
  const { words } = useAdmin()
  return (
    <ActionDialog
      {...dialog}
      orderId={order.id}
      title={words('delivered.title')}
      text={words('delivered.text')}
      confirm={words('delivered.confirm')}
      command={() => ({ action: 'mark_delivered', shipmentId: shipment.id })}
    />
  )
}
