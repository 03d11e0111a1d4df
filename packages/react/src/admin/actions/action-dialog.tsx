import { type FormEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { DialogButtons } from '../../frame/dialog-buttons.tsx'
import { Modal } from '../../frame/modal.tsx'
import { RequestError } from '../../request-error.ts'
import { useAdmin } from '../admin-context.tsx'
import { type OrderCommand, useManageOrder } from '../orders/use-manage-order.ts'
import { Refusal } from '../refusal.tsx'
import { type Faults, FaultsContext } from './faults.tsx'

/** What every dialog about an order is given. */
export interface DialogProps {
  readonly onClose: () => void
  /** It was done. */
  readonly onDone: () => void
}

interface ActionDialogProps extends DialogProps {
  readonly orderId: string
  readonly title: string
  readonly text?: string
  readonly confirm: string
  /** Whether it can not be taken back. */
  readonly isDanger?: boolean
  /** What the form asks for; or what is wrong with its fields. */
  readonly command: (form: FormData) => OrderCommand | Faults
  readonly children?: ReactNode
}

/** Asks before something is done that costs money or can not be taken back, and stays until it is done. */
export function ActionDialog(props: ActionDialogProps): ReactNode {
  const { orderId, title, text, confirm, isDanger = false, command, onClose, onDone, children } = props
  const { words } = useAdmin()
  const manage = useManageOrder(orderId)
  const [own, setOwn] = useState<Faults>(noFaults)
  const faults = useMemo(() => new Map([...faultsOf(manage.error), ...own]), [manage.error, own])
  const form = useRef<HTMLFormElement>(null)

  useEffect(() => {
    if (faults.size > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [faults])

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const asked = command(new FormData(event.currentTarget))
    setOwn(asked instanceof Map ? asked : noFaults)
    if (!isFaults(asked)) manage.mutate(asked, { onSuccess: onDone })
  }
  return (
    <Modal title={title} onClose={onClose}>
      <form ref={form} className="quoin-form" onSubmit={submit}>
        {text && <p>{text}</p>}
        <FaultsContext value={faults}>{children}</FaultsContext>
        {manage.error && <WhatIsLeft error={manage.error} form={form} />}
        <DialogButtons
          keep={words('act.keep')}
          confirm={confirm}
          isDanger={isDanger}
          isPending={manage.isPending}
          onClose={onClose}
        />
      </form>
    </Modal>
  )
}

interface WhatIsLeftProps {
  readonly error: Error
  readonly form: { readonly current: HTMLFormElement | null }
}

/** Why it was refused, unless that stands beside the fields already. */
function WhatIsLeft({ error, form }: WhatIsLeftProps): ReactNode {
  const isBeside = (path: string): boolean => form.current?.querySelector(`[name="${fieldOf(path)}"]`) != null
  const issues = error instanceof RequestError ? error.issues : []
  if (issues.length > 0 && issues.every(({ path }) => isBeside(path))) return null
  return <Refusal error={error} except={isBeside} />
}

const noFaults: Faults = new Map()

function isFaults(asked: OrderCommand | Faults): asked is Faults {
  return asked instanceof Map
}

function faultsOf(error: unknown): Faults {
  const issues = error instanceof RequestError ? error.issues : []
  return new Map(issues.map(({ path, message }) => [fieldOf(path), message]))
}

/** Addresses are asked for field by field. */
function fieldOf(path: string): string {
  return path.replace(/^recipient\./, '')
}

/** The text of a field, without what stands around it. */
export function textIn(form: FormData, name: string): string {
  return String(form.get(name) ?? '').trim()
}
