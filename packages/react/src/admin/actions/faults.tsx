import { createContext, type ReactNode, use, useId } from 'react'

/** What is wrong with the fields of a form, by their names. */
export type Faults = ReadonlyMap<string, string>

export const FaultsContext = createContext<Faults>(new Map())

interface FieldProps {
  readonly name: string
  readonly label: string
  readonly defaultValue?: string | undefined
  readonly isNeeded?: boolean
  readonly maxLength?: number
  readonly inputMode?: 'text' | 'decimal' | 'url'
  readonly isLong?: boolean
}

/** A text that is asked for, with what is wrong with it. */
export function Field({
  name,
  label,
  defaultValue,
  isNeeded = false,
  maxLength = 200,
  inputMode = 'text',
  isLong = false,
}: FieldProps): ReactNode {
  const id = useId()
  const fault = use(FaultsContext).get(name)
  const given = {
    id,
    name,
    defaultValue,
    maxLength,
    required: isNeeded,
    'aria-invalid': fault !== undefined,
    'aria-describedby': fault === undefined ? undefined : `${id}-fault`,
  }
  return (
    <div className="quoin-field" data-field={name}>
      <label htmlFor={id}>{label}</label>
      {isLong ? <textarea {...given} rows={2} /> : <input {...given} inputMode={inputMode} />}
      {fault !== undefined && (
        <p id={`${id}-fault`} className="quoin-fault">
          {fault}
        </p>
      )}
    </div>
  )
}
