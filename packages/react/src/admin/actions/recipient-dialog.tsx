import type { ClientOrder } from '@quoin/http/client'
import type { ReactNode } from 'react'
import { useAdmin } from '../admin-context.tsx'
import { ActionDialog, type DialogProps, textIn } from './action-dialog.tsx'
import { Field } from './faults.tsx'

const fields = [
  { name: 'name', isNeeded: true },
  { name: 'line1', isNeeded: true },
  { name: 'line2', isNeeded: false },
  { name: 'postalCode', isNeeded: false },
  { name: 'city', isNeeded: false },
  { name: 'state', isNeeded: false },
  { name: 'country', isNeeded: true },
  { name: 'phone', isNeeded: false },
] as const

/** Sends an order somewhere else. Which fields a country needs, the API knows. */
export function RecipientDialog({ order, ...dialog }: DialogProps & { readonly order: ClientOrder }): ReactNode {
  const { words } = useAdmin()
  return (
    <ActionDialog
      {...dialog}
      orderId={order.id}
      title={words('recipient.title', { number: order.number })}
      text={words('recipient.text')}
      confirm={words('recipient.confirm')}
      command={(form) => ({
        action: 'edit',
        recipient: {
          name: textIn(form, 'name'),
          line1: textIn(form, 'line1'),
          line2: textIn(form, 'line2') || null,
          city: textIn(form, 'city') || null,
          state: textIn(form, 'state') || null,
          postalCode: textIn(form, 'postalCode') || null,
          country: textIn(form, 'country').toUpperCase(),
          phone: textIn(form, 'phone') || null,
        },
      })}
    >
      <div className="quoin-fields">
        {fields.map(({ name, isNeeded }) => (
          <Field
            key={name}
            name={name}
            label={words(`recipient.${name}`)}
            defaultValue={order.shippingAddress?.[name] ?? ''}
            isNeeded={isNeeded}
            maxLength={name === 'country' ? 2 : 200}
          />
        ))}
      </div>
    </ActionDialog>
  )
}
