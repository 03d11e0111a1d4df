import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { DialogButtons } from '../frame/dialog-buttons.tsx'
import { Modal } from '../frame/modal.tsx'
import { ProblemNotice } from '../frame/problem-notice.tsx'
import { useCancelOrder } from '../orders/use-cancel-order.ts'
import { useQuoin } from '../quoin-provider.tsx'

/** A button that asks twice. */
export function CancelOrder({ orderId }: { readonly orderId: string }): ReactNode {
  const { words } = useQuoin()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <div>
      <button type="button" className="quoin-button" data-kind="danger" onClick={() => setIsOpen(true)}>
        {words('cancel.open')}
      </button>
      {isOpen && <CancelModal orderId={orderId} onClose={() => setIsOpen(false)} />}
    </div>
  )
}

function CancelModal({ orderId, onClose }: { readonly orderId: string; readonly onClose: () => void }): ReactNode {
  const { words } = useQuoin()
  const cancel = useCancelOrder(orderId)
  const reasonId = useId()
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim()
    cancel.mutate({ reason: reason || undefined }, { onSuccess: onClose })
  }
  return (
    <Modal title={words('cancel.title')} onClose={onClose}>
      <form className="quoin-form" onSubmit={submit}>
        <p>{words('cancel.text')}</p>
        <div className="quoin-field">
          <label htmlFor={reasonId}>{words('cancel.reason')}</label>
          <textarea id={reasonId} name="reason" rows={3} maxLength={500} />
        </div>
        {cancel.error && <ProblemNotice error={cancel.error} />}
        <DialogButtons
          keep={words('cancel.keep')}
          confirm={words('cancel.confirm')}
          isDanger
          isPending={cancel.isPending}
          onClose={onClose}
        />
      </form>
    </Modal>
  )
}
