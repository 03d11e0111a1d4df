import { type ReactNode, useId } from 'react'

interface CardProps {
  readonly title: string
  /** Beside the title, such as a button. */
  readonly aside?: ReactNode
  readonly className?: string
  readonly children: ReactNode
}

/** A part of an order with a title of its own. */
export function Card({ title, aside, className, children }: CardProps): ReactNode {
  const id = useId()
  return (
    <section className={className ? `quoin-admin-card ${className}` : 'quoin-admin-card'} aria-labelledby={id}>
      <div className="quoin-row">
        <h3 id={id} className="quoin-heading">
          {title}
        </h3>
        {aside}
      </div>
      {children}
    </section>
  )
}

interface FactProps {
  readonly name: ReactNode
  readonly children: ReactNode
  readonly isTotal?: boolean
}

/** A name and a value, inside a `dl`. */
export function Fact({ name, children, isTotal = false }: FactProps): ReactNode {
  return (
    <div className="quoin-row" data-total={isTotal}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
