import type { ClientOrder } from '@quoin/http/client'
import { type FormEvent, type ReactNode, useEffect, useId, useMemo, useRef } from 'react'
import { DialogButtons } from '../frame/dialog-buttons.tsx'
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
  readonly address: Address
  readonly onClose: () => void
}

/** Asks for another address. Which fields a country needs, the API knows, and names those at fault. */
export function AddressModal({ orderId, address, onClose }: AddressModalProps): ReactNode {
  const { words, locale, format } = useQuoin()
  const edit = useEditRecipient(orderId)
  const form = useRef<HTMLFormElement>(null)
  const countryId = useId()
  const countries = useMemo(() => countriesFor(locale, format.country), [locale, format])
  const issues = edit.error instanceof RequestError ? edit.error.issues : []

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
              value={address[field.name] ?? ''}
              fault={faultOf(issues, field.name)}
            />
          ))}
          <div className="quoin-field">
            <label htmlFor={countryId}>{words('address.country')}</label>
            <select
              id={countryId}
              name="country"
              autoComplete="shipping country"
              defaultValue={address.country}
              aria-invalid={faultOf(issues, 'country') !== null}
            >
              {countries.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          </div>
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
  const id = useId()
  return (
    <div className="quoin-field" data-field={name}>
      <label htmlFor={id}>{words(`address.${name}`)}</label>
      <input
        id={id}
        name={name}
        autoComplete={fill}
        defaultValue={value}
        required={isNeeded}
        maxLength={200}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? undefined : `${id}-fault`}
      />
      {fault !== null && (
        <p id={`${id}-fault`} className="quoin-fault">
          {words(fault)}
        </p>
      )}
    </div>
  )
}

function faultOf(issues: RequestError['issues'], field: string): MessageKey | null {
  const issue = issues.find(({ path }) => path === field)
  if (!issue) return null
  return issue.code === 'address_field_missing' ? 'address.missing' : 'address.fault'
}
