import { type ReactNode, useId, useState } from 'react'
import { DialogButtons } from '../../frame/dialog-buttons.tsx'
import { Modal } from '../../frame/modal.tsx'
import { textIn } from '../actions/action-dialog.tsx'
import { Field } from '../actions/faults.tsx'
import { useAdmin } from '../admin-context.tsx'
import { Refusal } from '../refusal.tsx'
import type { HealthAction, useHealthAction } from './use-health.ts'

const questions = ['archive', 'cleanup', 'erase'] as const

/** What is asked about before it is done. */
export type UpkeepQuestion = (typeof questions)[number]

export function isUpkeepQuestion(step: string): step is UpkeepQuestion {
  return questions.some((question) => question === step)
}

interface UpkeepDialogProps {
  readonly question: UpkeepQuestion
  readonly act: ReturnType<typeof useHealthAction>
  readonly onClose: () => void
}

/** Asks before something is removed for good, and of what it is to be done. */
export function UpkeepDialog({ question, act, onClose }: UpkeepDialogProps): ReactNode {
  const { words } = useAdmin()
  return (
    <Modal title={words(`upkeep.${question}.title`)} onClose={onClose}>
      <form
        className="quoin-form"
        onSubmit={(event) => {
          event.preventDefault()
          act.mutate(actionOf(question, new FormData(event.currentTarget)), { onSuccess: onClose })
        }}
      >
        <p>{words(`upkeep.${question}.text`)}</p>
        {question === 'archive' && <DaysField />}
        {question === 'erase' && <CustomerFields />}
        {act.error && <Refusal error={act.error} />}
        <DialogButtons
          keep={words('act.keep')}
          confirm={words(`upkeep.${question}.confirm`)}
          isDanger={question !== 'archive'}
          isPending={act.isPending}
          onClose={onClose}
        />
      </form>
    </Modal>
  )
}

const dayMs = 86_400_000

function actionOf(question: UpkeepQuestion, form: FormData): HealthAction {
  if (question === 'cleanup') return { action: question }
  if (question === 'archive') return { action: question, afterMs: Number(textIn(form, 'days')) * dayMs }
  const customer = textIn(form, 'customer')
  return { action: question, ...(textIn(form, 'finder') === 'userId' ? { userId: customer } : { email: customer }) }
}

/** The shortest is what the API takes. */
function DaysField(): ReactNode {
  const { words } = useAdmin()
  const id = useId()
  return (
    <div className="quoin-field">
      <label htmlFor={id}>{words('upkeep.archive.days')}</label>
      <input id={id} name="days" type="number" min={3} step={1} defaultValue={90} required />
    </div>
  )
}

const finders = ['email', 'userId'] as const

function CustomerFields(): ReactNode {
  const { words } = useAdmin()
  const [finder, setFinder] = useState<(typeof finders)[number]>('email')
  return (
    <>
      <fieldset className="quoin-admin-choices">
        <legend>{words('upkeep.erase.by')}</legend>
        {finders.map((each) => (
          <label key={each} className="quoin-admin-check">
            <input type="radio" name="finder" value={each} checked={finder === each} onChange={() => setFinder(each)} />
            {words(`upkeep.erase.${each}`)}
          </label>
        ))}
      </fieldset>
      <Field key={finder} name="customer" label={words(`upkeep.erase.${finder}`)} maxLength={320} isNeeded />
    </>
  )
}
