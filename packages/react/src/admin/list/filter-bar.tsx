import { type ReactNode, useId } from 'react'
import { useAdmin } from '../admin-context.tsx'
import { attentionTones, namesIn, orderStatusTones, paymentStatusTones } from '../order-values.ts'
import {
  archivedOf,
  archiveFilters,
  everyOrder,
  isAttentionFilter,
  type OrderFilter,
  orderSorts,
} from '../route/admin-route.ts'
import { ChoiceMenu, FilterMenu } from './filter-menu.tsx'
import { textOfFilter } from './saved-views.ts'
import { SearchField } from './search-field.tsx'

/** Which orders are listed, and in which order. */
export function FilterBar(): ReactNode {
  const { words, route, go } = useAdmin()
  const { filter } = route
  const change = (part: Partial<OrderFilter>): void => go({ filter: { ...filter, ...part } })
  const archive = filter.archived && words('filter.archivedAs', { how: words(`filter.archived.${filter.archived}`) })
  const more = [filter.dateFrom, filter.dateTo, filter.userId, archive].filter((part) => part !== null)
  return (
    <search className="quoin-admin-filters" aria-label={words('filter.label')}>
      <SearchField />
      <ChoiceMenu
        label={words('filter.status')}
        choices={namesIn(orderStatusTones)}
        chosen={filter.status}
        nameOf={(status) => words(`status.${status}`)}
        onChoose={(status) => change({ status })}
      />
      <ChoiceMenu
        label={words('filter.payment')}
        choices={namesIn(paymentStatusTones)}
        chosen={filter.paymentStatus}
        nameOf={(status) => words(`payment.${status}`)}
        onChoose={(paymentStatus) => change({ paymentStatus })}
      />
      <FilterMenu label={words('filter.more')} value={more.length > 0 ? more.join(' ') : null}>
        <div className="quoin-admin-menu-fields">
          <TextFilter type="date" name="dateFrom" label={words('filter.from')} />
          <TextFilter type="date" name="dateTo" label={words('filter.to')} />
          <TextFilter type="text" name="userId" label={words('filter.customer')} />
          <ArchiveChoice filter={filter} onChange={(archived) => change({ archived })} />
        </div>
      </FilterMenu>
      <AttentionFilter value={filter.attention} onChange={(attention) => change({ attention })} />
      <SortChoice value={filter.sort} onChange={(sort) => change({ sort })} />
      {textOfFilter(filter) !== textOfFilter(everyOrder) && (
        <button type="button" className="quoin-link" onClick={() => go({ filter: everyOrder })}>
          {words('filter.clear')}
        </button>
      )}
    </search>
  )
}

interface ChoiceProps<Value> {
  readonly value: Value
  readonly onChange: (value: Value) => void
}

function AttentionFilter({ value, onChange }: ChoiceProps<OrderFilter['attention']>): ReactNode {
  const { words } = useAdmin()
  return (
    <label className="quoin-admin-select" data-narrowed={value !== null}>
      <span>{words('filter.attention')}</span>
      <select
        value={value ?? ''}
        onChange={({ target }) => onChange(isAttentionFilter(target.value) ? target.value : null)}
      >
        <option value="">{words('filter.any')}</option>
        <option value="true">{words('filter.attention.true')}</option>
        <option value="false">{words('filter.attention.false')}</option>
        <hr />
        {namesIn(attentionTones).map((code) => (
          <option key={code} value={code}>
            {words(`attention.${code}`)}
          </option>
        ))}
      </select>
    </label>
  )
}

interface ArchiveChoiceProps {
  readonly filter: OrderFilter
  readonly onChange: (archived: OrderFilter['archived']) => void
}

/** Shows what holds, also where nothing was chosen. */
function ArchiveChoice({ filter, onChange }: ArchiveChoiceProps): ReactNode {
  const { words } = useAdmin()
  const id = useId()
  const usual = archivedOf({ ...filter, archived: null })
  const choose = (value: string): void => {
    const chosen = archiveFilters.find((each) => each === value) ?? usual
    onChange(chosen === usual ? null : chosen)
  }
  return (
    <div className="quoin-field">
      <label htmlFor={id}>{words('filter.archived')}</label>
      <select id={id} value={archivedOf(filter)} onChange={({ target }) => choose(target.value)}>
        {archiveFilters.map((each) => (
          <option key={each} value={each}>
            {words(`filter.archived.${each}`)}
          </option>
        ))}
      </select>
    </div>
  )
}

function SortChoice({ value, onChange }: ChoiceProps<OrderFilter['sort']>): ReactNode {
  const { words } = useAdmin()
  return (
    <label className="quoin-admin-select">
      <span>{words('filter.sort')}</span>
      <select
        value={value}
        onChange={({ target }) => onChange(orderSorts.find((sort) => sort === target.value) ?? everyOrder.sort)}
      >
        {orderSorts.map((sort) => (
          <option key={sort} value={sort}>
            {words(`filter.sort.${sort}`)}
          </option>
        ))}
      </select>
    </label>
  )
}

interface TextFilterProps {
  readonly type: 'date' | 'text'
  readonly name: 'dateFrom' | 'dateTo' | 'userId'
  readonly label: string
}

/** Takes effect when it is left or confirmed: half a date is no date. */
function TextFilter({ type, name, label }: TextFilterProps): ReactNode {
  const { route, go } = useAdmin()
  const { filter } = route
  const id = useId()
  const value = filter[name] ?? ''
  const take = (given: string): void => {
    if (given !== value) go({ filter: { ...filter, [name]: given.trim() || null } })
  }
  return (
    <div className="quoin-field">
      <label htmlFor={id}>{label}</label>
      <input
        key={value}
        id={id}
        type={type}
        maxLength={200}
        defaultValue={value}
        onBlur={({ target }) => take(target.value)}
        onKeyDown={(event) => event.key === 'Enter' && take(event.currentTarget.value)}
      />
    </div>
  )
}
