import type { ClientOrder } from '@quoin/http/client'
import type { ReactNode } from 'react'
import { useAdmin } from '../admin-context.tsx'
import { Card, Fact } from './card.tsx'

/** What was bought, and for how much. */
export function ItemsCard({ order: { items, totals, shippingMethod } }: { readonly order: ClientOrder }): ReactNode {
  const { words, format } = useAdmin()
  const shipping =
    shippingMethod === null ? words('order.shipping') : words('order.shippingBy', { method: shippingMethod })
  return (
    <Card title={words('order.items')}>
      <ul className="quoin-admin-lines">
        {items.map(({ id, name, sku, quantity, unitPrice, attributes }) => (
          <li key={id}>
            <span className="quoin-number">{words('order.copies', { count: quantity })}</span>
            <div>
              <p>{name}</p>
              <p className="quoin-soft">
                {[sku, ...Object.entries(attributes).map(([key, value]) => `${key}: ${value}`)].join(' · ')}
              </p>
            </div>
            <span className="quoin-number">{words('order.each', { amount: format.money(unitPrice) })}</span>
          </li>
        ))}
      </ul>
      <dl className="quoin-admin-sums">
        <Fact name={words('order.subtotal')}>{format.money(totals.subtotal)}</Fact>
        <Fact name={shipping}>{format.money(totals.shipping)}</Fact>
        {totals.discount.amount !== 0 && (
          <Fact name={words('order.discount')}>
            {format.money({ ...totals.discount, amount: -totals.discount.amount })}
          </Fact>
        )}
        {totals.tax.amount !== 0 && <Fact name={words('order.tax')}>{format.money(totals.tax)}</Fact>}
        <Fact name={words('order.total')} isTotal>
          {format.money(totals.total)}
        </Fact>
      </dl>
    </Card>
  )
}
