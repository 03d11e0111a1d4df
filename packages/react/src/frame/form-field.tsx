import { type ReactNode, useId } from 'react'

/** What a field is told, so that its label, its hint and its fault are read with it. */
interface FieldAttributes {
  readonly id: string
  readonly 'aria-invalid': boolean
  readonly 'aria-describedby': string | undefined
}

interface FormFieldProps {
  readonly label: string
  readonly hint?: string
  /** What is wrong with it; null: nothing. */
  readonly fault?: string | null
  readonly children: (field: FieldAttributes) => ReactNode
}

/** A field with its label, and what is to be known of it. */
export function FormField({ label, hint, fault = null, children }: FormFieldProps): ReactNode {
  const id = useId()
  const notes = [hint !== undefined && `${id}-hint`, fault !== null && `${id}-fault`].filter((note) => note !== false)
  return (
    <div className="quoin-field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-invalid': fault !== null,
        'aria-describedby': notes.length > 0 ? notes.join(' ') : undefined,
      })}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="quoin-soft">
          {hint}
        </p>
      )}
      {fault !== null && (
        <p id={`${id}-fault`} className="quoin-fault">
          {fault}
        </p>
      )}
    </div>
  )
}
