import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { DialogButtons } from '../frame/dialog-buttons.tsx'
import { FormField } from '../frame/form-field.tsx'
import { Modal } from '../frame/modal.tsx'
import { ProblemNotice } from '../frame/problem-notice.tsx'
import { useIdempotencyKeys } from '../frame/use-idempotency-keys.ts'
import type { SentLine } from '../orders/sent-lines.ts'
import { type ClaimDraft, useOpenClaim } from '../orders/use-open-claim.ts'
import { useQuoin } from '../quoin-provider.tsx'
import { RequestError } from '../request-error.ts'

const reasons = [
  'damaged',
  'wrong_item',
  'poor_quality',
  'missing_item',
  'lost',
  'late',
  'changed_mind',
  'other',
] as const satisfies readonly ClaimDraft['reason'][]

interface ClaimModalProps {
  readonly orderId: string
  readonly token: string | undefined
  readonly lines: readonly SentLine[]
  readonly onSent: () => void
  readonly onClose: () => void
}

/** Asks what is wrong. What the API finds at fault is said at its field. */
export function ClaimModal({ orderId, token, lines, onSent, onClose }: ClaimModalProps): ReactNode {
  const { words } = useQuoin()
  const claim = useOpenClaim(orderId, { token })
  // Sent again after a lost answer, it is the same claim.
  const keyFor = useIdempotencyKeys()
  const form = useRef<HTMLFormElement>(null)
  const returnId = useId()
  // Faults of lines are told by the place of a line among those that were sent.
  const [asked, setAsked] = useState<readonly string[]>([])
  const issues = claim.error instanceof RequestError ? claim.error.issues : []
  const isAtFault = (field: string): boolean =>
    issues.some(({ path }) => path === field || path.startsWith(`${field}[`))
  const isLineAtFault = (itemId: string): boolean =>
    issues.some(({ path }) => path.startsWith(`lines[${asked.indexOf(itemId)}]`))

  useEffect(() => {
    if (claim.error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [claim.error])

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const text = (name: string): string => String(given.get(name) ?? '').trim()
    const reason = reasons.find((each) => each === text('reason')) ?? 'other'
    const photos = text('photos').split(/\s+/).filter(Boolean)
    const about = lines.flatMap(({ itemId }, index) => {
      const quantity = Number(text(`copies-${index}`))
      return quantity > 0 ? [{ itemId, quantity }] : []
    })
    setAsked(about.map(({ itemId }) => itemId))
    const draft: ClaimDraft = {
      kind: given.has('return') ? 'return' : 'claim',
      reason,
      ...(text('description') && { description: text('description') }),
      ...(photos.length > 0 && { photos }),
      ...(about.length > 0 && { lines: about }),
    }
    claim.mutate(
      { ...draft, idempotencyKey: keyFor(draft) },
      {
        onSuccess() {
          onSent()
          onClose()
        },
      },
    )
  }
  return (
    <Modal title={words('claim.title')} onClose={onClose}>
      <form ref={form} className="quoin-form" onSubmit={submit}>
        <FormField label={words('claim.reason')}>
          {(field) => (
            <select {...field} name="reason">
              {reasons.map((reason) => (
                <option key={reason} value={reason}>
                  {words(`claim.reason.${reason}`)}
                </option>
              ))}
            </select>
          )}
        </FormField>
        {lines.reduce((sum, { quantity }) => sum + quantity, 0) > 1 && (
          <fieldset className="quoin-fieldset">
            <legend>{words('claim.lines')}</legend>
            <p className="quoin-soft">{words('claim.linesHint')}</p>
            <div className="quoin-copies">
              {lines.map(({ itemId, name, quantity }, index) => (
                <FormField
                  key={itemId}
                  label={words('claim.copies', { item: name, count: quantity })}
                  fault={isLineAtFault(itemId) ? words('claim.lineFault') : null}
                >
                  {(field) => (
                    <input {...field} name={`copies-${index}`} type="number" min={0} max={quantity} defaultValue={0} />
                  )}
                </FormField>
              ))}
            </div>
          </fieldset>
        )}
        <FormField label={words('claim.description')} fault={isAtFault('description') ? words('address.fault') : null}>
          {(field) => <textarea {...field} name="description" rows={4} maxLength={2000} />}
        </FormField>
        <FormField
          label={words('claim.photos')}
          hint={words('claim.photosHint')}
          fault={isAtFault('photos') ? words('claim.photosFault') : null}
        >
          {(field) => <textarea {...field} name="photos" rows={2} inputMode="url" spellCheck={false} />}
        </FormField>
        <div className="quoin-check">
          <input id={returnId} name="return" type="checkbox" />
          <label htmlFor={returnId}>{words('claim.sendBack')}</label>
        </div>
        {claim.error && <ProblemNotice error={claim.error} />}
        <DialogButtons
          keep={words('claim.keep')}
          confirm={words('claim.send')}
          isPending={claim.isPending}
          onClose={onClose}
        />
      </form>
    </Modal>
  )
}
