import { type ReactNode, useState } from 'react'
import { DialogButtons } from '../../frame/dialog-buttons.tsx'
import { Modal } from '../../frame/modal.tsx'
import { textIn } from '../actions/action-dialog.tsx'
import { Field } from '../actions/faults.tsx'
import { useAdmin } from '../admin-context.tsx'
import { Refusal } from '../refusal.tsx'
import type { useHealthAction } from './use-health.ts'

interface UpkeepDialogProps {
  readonly question: 'cleanup' | 'erase'
  readonly act: ReturnType<typeof useHealthAction>
  readonly onClose: () => void
}

const finders = ['email', 'userId'] as const

/** Asks before something is removed for good. */
export function UpkeepDialog({ question, act, onClose }: UpkeepDialogProps): ReactNode {
  const { words } = useAdmin()
  const [finder, setFinder] = useState<(typeof finders)[number]>('email')
  return (
    <Modal title={words(`upkeep.${question}.title`)} onClose={onClose}>
      <form
        className="quoin-form"
        onSubmit={(event) => {
          event.preventDefault()
          const customer = textIn(new FormData(event.currentTarget), 'customer')
          const asked =
            question === 'cleanup'
              ? ({ action: question } as const)
              : ({ action: question, [finder]: customer } as const)
          act.mutate(asked, { onSuccess: onClose })
        }}
      >
        <p>{words(`upkeep.${question}.text`)}</p>
        {question === 'erase' && (
          <>
            <fieldset className="quoin-admin-choices">
              <legend>{words('upkeep.erase.by')}</legend>
              {finders.map((each) => (
                <label key={each} className="quoin-admin-check">
                  <input type="radio" name="finder" checked={finder === each} onChange={() => setFinder(each)} />
                  {words(`upkeep.erase.${each}`)}
                </label>
              ))}
            </fieldset>
            <Field key={finder} name="customer" label={words(`upkeep.erase.${finder}`)} maxLength={320} isNeeded />
          </>
        )}
        {act.error && <Refusal error={act.error} />}
        <DialogButtons
          keep={words('act.keep')}
          confirm={words(`upkeep.${question}.confirm`)}
          isDanger
          isPending={act.isPending}
          onClose={onClose}
        />
      </form>
    </Modal>
  )
}
