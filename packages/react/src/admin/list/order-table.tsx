import type { ClientOrder } from '@quoin/http/client'
import type { KeyboardEvent, ReactNode } from 'react'
import { useAdmin } from '../admin-context.tsx'
import { ArchivedMark, AttentionMark, OrderStatusMark, PaymentStatusMark } from '../marks.tsx'
import type { Selection } from './use-selection.ts'

interface OrderTableProps {
  readonly orders: readonly ClientOrder[]
  readonly selection: Selection
}

/** Orders, a row each. Arrows go from one to the next, Enter opens. */
export function OrderTable({ orders, selection }: OrderTableProps): ReactNode {
  const { words } = useAdmin()
  const isAll = orders.every(({ id }) => selection.has(id))
  return (
    <table className="quoin-admin-table">
      <caption className="quoin-hidden">{words('list.caption')}</caption>
      <thead>
        <tr>
          <th className="quoin-admin-pick">
            <label className="quoin-admin-all">
              <input type="checkbox" checked={isAll} onChange={() => selection.set(orders, !isAll)} />
              <span>{words('list.selectAll')}</span>
            </label>
          </th>
          <th scope="col">{words('list.order')}</th>
          <th scope="col">{words('list.status')}</th>
          <th scope="col">{words('list.payment')}</th>
          <th scope="col">{words('list.customer')}</th>
          <th scope="col" className="quoin-admin-amount">
            {words('list.total')}
          </th>
          <th scope="col">{words('list.changed')}</th>
        </tr>
      </thead>
      <tbody onKeyDown={moveFocus}>
        {orders.map((order) => (
          <OrderRow key={order.id} order={order} selection={selection} />
        ))}
      </tbody>
    </table>
  )
}

function OrderRow({ order, selection }: { readonly order: ClientOrder; readonly selection: Selection }): ReactNode {
  const { words, format, route, go } = useAdmin()
  const { id, number, totals, email, userId, shippingAddress, items } = order
  const customer = shippingAddress?.name ?? email ?? userId ?? words('list.guest')
  const copies = items.reduce((sum, { quantity }) => sum + quantity, 0)
  const isOpen = route.orderId === id
  return (
    <tr data-open={isOpen} data-selected={selection.has(id)}>
      <td className="quoin-admin-pick">
        <input
          type="checkbox"
          aria-label={words('list.select', { number })}
          checked={selection.has(id)}
          onChange={({ target }) => selection.set([order], target.checked)}
        />
      </td>
      <th scope="row">
        <button
          type="button"
          className="quoin-admin-open"
          data-order={id}
          aria-current={isOpen ? 'true' : undefined}
          onClick={() => go({ orderId: id })}
        >
          {number}
        </button>
        <span className="quoin-soft">{format.instant(order.createdAt)}</span>
      </th>
      <td className="quoin-admin-state">
        <OrderStatusMark order={order} />
        <ArchivedMark order={order} />
        <AttentionMark order={order} />
      </td>
      <td className="quoin-admin-paid">
        <PaymentStatusMark order={order} />
      </td>
      <td className="quoin-admin-customer">
        <span>{customer}</span>
        <span className="quoin-soft">{email !== customer && email}</span>
      </td>
      <td className="quoin-admin-amount">
        <span>{format.money(totals.total)}</span>
        <span className="quoin-soft">{words('list.items', { count: copies })}</span>
      </td>
      <td className="quoin-admin-changed quoin-soft">{format.instant(order.updatedAt)}</td>
    </tr>
  )
}

const steps: Readonly<Record<string, (place: number, last: number) => number>> = {
  ArrowDown: (place, last) => Math.min(place + 1, last),
  ArrowUp: (place) => Math.max(place - 1, 0),
  Home: () => 0,
  End: (_place, last) => last,
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key]
  if (!step) return
  const rows = [...event.currentTarget.querySelectorAll('tr')]
  const place = rows.findIndex((row) => row.contains(document.activeElement))
  event.preventDefault()
  rows[step(place, rows.length - 1)]?.querySelector('button')?.focus()
}
