import { type ReactNode, useEffect, useRef } from 'react'

interface FilterMenuProps {
  readonly label: string
  /** What it is narrowed to, in words; null when it is not. */
  readonly value: string | null
  readonly children: ReactNode
}

/** A filter that opens below its name, and closes by Escape, by a click elsewhere, or when the focus goes there. */
export function FilterMenu({ label, value, children }: FilterMenuProps): ReactNode {
  const menu = useRef<HTMLDetailsElement>(null)
  const close = (): void => {
    if (menu.current) menu.current.open = false
  }
  useEffect(() => {
    const closeFor = ({ target }: Event): void => {
      if (menu.current?.open && target instanceof Node && !menu.current.contains(target)) menu.current.open = false
    }
    document.addEventListener('pointerdown', closeFor)
    return () => document.removeEventListener('pointerdown', closeFor)
  }, [])
  return (
    <details
      ref={menu}
      className="quoin-admin-menu"
      data-narrowed={value !== null}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !menu.current?.open) return
        event.stopPropagation()
        close()
        menu.current.querySelector('summary')?.focus()
      }}
      onBlur={(event) => {
        if (event.relatedTarget instanceof Node && !event.currentTarget.contains(event.relatedTarget)) close()
      }}
    >
      <summary>
        {label}
        {value !== null && <span className="quoin-admin-menu-value">{value}</span>}
      </summary>
      <div className="quoin-admin-menu-body">{children}</div>
    </details>
  )
}

interface ChoicesProps<Choice extends string> {
  readonly label: string
  readonly choices: readonly Choice[]
  readonly chosen: readonly Choice[]
  readonly nameOf: (choice: Choice) => string
  readonly onChoose: (chosen: readonly Choice[]) => void
}

/** A filter of which several values may be chosen. */
export function ChoiceMenu<Choice extends string>({
  label,
  choices,
  chosen,
  nameOf,
  onChoose,
}: ChoicesProps<Choice>): ReactNode {
  return (
    <FilterMenu label={label} value={chosen.length > 0 ? chosen.map(nameOf).join(', ') : null}>
      <fieldset>
        <legend className="quoin-hidden">{label}</legend>
        {choices.map((choice) => (
          <label key={choice} className="quoin-admin-check">
            <input
              type="checkbox"
              checked={chosen.includes(choice)}
              onChange={({ target }) =>
                onChoose(choices.filter((each) => (each === choice ? target.checked : chosen.includes(each))))
              }
            />
            {nameOf(choice)}
          </label>
        ))}
      </fieldset>
    </FilterMenu>
  )
}
