import type { ClientOrder } from '@quoin/http/client'
import { type ReactNode, useId } from 'react'
import type { MessageKey } from '../language/english.ts'
import { useQuoin } from '../quoin-provider.tsx'

/** A line of an order. */
export type OrderItem = ClientOrder['items'][number]
/** The address of a picture of what was bought; null for none. */
export type ItemImage = (item: OrderItem) => string | null

interface OrderItemsProps {
  readonly order: ClientOrder
  readonly itemImage?: ItemImage | undefined
}

/** What was bought, and what it came to. */
export function OrderItems({ order, itemImage }: OrderItemsProps): ReactNode {
  const { words, format } = useQuoin()
  const titleId = useId()
  return (
    <section aria-labelledby={titleId}>
      <h3 id={titleId} className="quoin-heading">
        {words('order.items')}
      </h3>
      <ul className="quoin-items">
        {order.items.map((item) => (
          <li key={item.id}>
            <ItemPicture url={itemImage?.(item) ?? null} />
            <span className="quoin-item-name">
              {item.name}
              <Attributes item={item} />
            </span>
            <span className="quoin-amount">
              <span className="quoin-soft">{words('order.quantity', { count: item.quantity })}</span>{' '}
              {format.money(item.unitPrice)}
            </span>
          </li>
        ))}
      </ul>
      <Totals order={order} />
    </section>
  )
}

/** What shipping costs, and what comes off or on, is known when it is paid. */
function Totals({ order }: Pick<OrderItemsProps, 'order'>): ReactNode {
  const { words, format } = useQuoin()
  const { subtotal, shipping, discount, tax, total } = order.totals
  const isPaid = order.status !== 'pending' && order.status !== 'expired'
  const rows: readonly (readonly [MessageKey, typeof total])[] = [
    ['order.subtotal', subtotal],
    ...(isPaid ? [['order.shipping', shipping] as const] : []),
    ...(discount.amount > 0 ? [['order.discount', { ...discount, amount: -discount.amount }] as const] : []),
    ...(tax.amount > 0 ? [['order.tax', tax] as const] : []),
    ...(isPaid ? [['order.total', total] as const] : []),
  ]
  return (
    <dl className="quoin-totals">
      {rows.map(([key, amount]) => (
        <div key={key}>
          <dt>{words(key)}</dt>
          <dd>{format.money(amount)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The name of what it shows stands beside it. */
function ItemPicture({ url }: { readonly url: string | null }): ReactNode {
  return url !== null && <img className="quoin-item-picture" src={url} alt="" loading="lazy" width={64} height={64} />
}

/** What its name does not say already. */
function Attributes({ item: { name, attributes } }: { readonly item: OrderItem }): ReactNode {
  const values = Object.values(attributes).filter((value) => !name.toLowerCase().includes(value.toLowerCase()))
  return values.length > 0 && <span className="quoin-soft">{values.join(', ')}</span>
}
