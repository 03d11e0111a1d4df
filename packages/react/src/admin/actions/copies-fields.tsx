import type { ClientOrder, components } from '@quoin/http/client'
import { type ReactNode, use, useId } from 'react'
import { FaultsContext } from './faults.tsx'

type Line = components['schemas']['Refund']['lines'][number]

interface CopiesFieldsProps {
  readonly items: ClientOrder['items']
  /** How many copies of each may be named; lines without any are not shown. */
  readonly left: ReadonlyMap<string, number>
  readonly labelOf: (name: string) => string
  /** How many stand there at first. @default none */
  readonly preset?: 'none' | 'all'
}

/** Asks how many copies of each line. */
export function CopiesFields({ items, left, labelOf, preset = 'none' }: CopiesFieldsProps): ReactNode {
  const id = useId()
  const fault = use(FaultsContext).get('lines')
  return (
    <div className="quoin-admin-copies">
      {items
        .filter((item) => (left.get(item.id) ?? 0) > 0)
        .map((item) => (
          <div key={item.id} className="quoin-row">
            <label htmlFor={`${id} ${item.id}`}>{labelOf(item.name)}</label>
            <span className="quoin-field">
              <input
                id={`${id} ${item.id}`}
                name={`copies ${item.id}`}
                type="number"
                min={0}
                max={left.get(item.id)}
                defaultValue={preset === 'all' ? left.get(item.id) : 0}
                aria-invalid={fault !== undefined}
                aria-describedby={fault === undefined ? undefined : `${id} fault`}
              />
            </span>
          </div>
        ))}
      {fault !== undefined && (
        <p id={`${id} fault`} className="quoin-fault">
          {fault}
        </p>
      )}
    </div>
  )
}

/** The lines of which copies were asked for. */
export function linesIn(form: FormData, items: ClientOrder['items']): Line[] {
  return items
    .map(({ id }) => ({ itemId: id, quantity: Number(form.get(`copies ${id}`) ?? 0) }))
    .filter(({ quantity }) => quantity > 0)
}
