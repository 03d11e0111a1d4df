import type { ClientOrder } from '@quoin/http/client'
import { type FormEvent, type ReactNode, useEffect, useMemo, useRef } from 'react'
import { DialogButtons } from '../frame/dialog-buttons.tsx'
import { FormField } from '../frame/form-field.tsx'
import { Modal } from '../frame/modal.tsx'
import { ProblemNotice } from '../frame/problem-notice.tsx'
import type { MessageKey } from '../language/english.ts'
import { countriesFor } from '../orders/countries.ts'
import { useEditRecipient } from '../orders/use-edit-recipient.ts'
import { useQuoin } from '../quoin-provider.tsx'
import { RequestError } from '../request-error.ts'

/** Where an order goes. */
export type Address = NonNullable<ClientOrder['shippingAddress']>

/** The fields, and what a browser may fill in for them. */
const fields = [
  { name: 'name', fill: 'shipping name', isNeeded: true },
  { name: 'line1', fill: 'shipping address-line1', isNeeded: true },
  { name: 'line2', fill: 'shipping address-line2', isNeeded: false },
  { name: 'postalCode', fill: 'shipping postal-code', isNeeded: false },
  { name: 'city', fill: 'shipping address-level2', isNeeded: false },
  { name: 'state', fill: 'shipping address-level1', isNeeded: false },
  { name: 'phone', fill: 'shipping tel', isNeeded: false },
] as const

interface AddressModalProps {
  readonly orderId: string
  /** Null: it was paid without one. */
  readonly address: Address | null
  readonly onClose: () => void
}

/** Asks for another address. Which fields a country needs, the API knows, and names those at fault. */
export function AddressModal({ orderId, address, onClose }: AddressModalProps): ReactNode {
  const { words, locale, format } = useQuoin()
  const edit = useEditRecipient(orderId)
  const form = useRef<HTMLFormElement>(null)
  const countries = useMemo(() => countriesFor(locale, format.country), [locale, format])
  const issues = edit.error instanceof RequestError ? edit.error.issues : []
  const countryFault = faultOf(issues, 'country')

  useEffect(() => {
    if (edit.error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [edit.error])

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const text = (name: keyof Address): string => String(given.get(name) ?? '').trim()
    edit.mutate(
      {
        name: text('name'),
        line1: text('line1'),
        line2: text('line2') || null,
        city: text('city') || null,
        state: text('state') || null,
        postalCode: text('postalCode') || null,
        country: text('country'),
        phone: text('phone') || null,
      },
      { onSuccess: onClose },
    )
  }
  return (
    <Modal title={words('address.title')} onClose={onClose}>
      <form ref={form} className="quoin-form" onSubmit={submit}>
        <div className="quoin-fields">
          {fields.map((field) => (
            <AddressField
              key={field.name}
              {...field}
              value={address?.[field.name] ?? ''}
              fault={faultOf(issues, field.name)}
            />
          ))}
          <FormField label={words('address.country')} fault={countryFault && words(countryFault)}>
            {(field) => (
              <select
                {...field}
                name="country"
                autoComplete="shipping country"
                required
                defaultValue={address?.country ?? ''}
              >
                {!address && <option value="" />}
                {countries.map(({ code, name }) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </FormField>
        </div>
        {edit.error && <ProblemNotice error={edit.error} />}
        <DialogButtons
          keep={words('address.keep')}
          confirm={words('address.save')}
          isPending={edit.isPending}
          onClose={onClose}
        />
      </form>
    </Modal>
  )
}

type AddressFieldProps = (typeof fields)[number] & { readonly value: string; readonly fault: MessageKey | null }

function AddressField({ name, fill, isNeeded, value, fault }: AddressFieldProps): ReactNode {
  const { words } = useQuoin()
  return (
    <FormField label={words(`address.${name}`)} fault={fault && words(fault)}>
      {(field) => (
        <input {...field} name={name} autoComplete={fill} defaultValue={value} required={isNeeded} maxLength={200} />
      )}
    </FormField>
  )
}

function faultOf(issues: RequestError['issues'], field: string): MessageKey | null {
  const issue = issues.find(({ path }) => path === field)
  if (!issue) return null
  return issue.code === 'address_field_missing' ? 'address.missing' : 'address.fault'
}
