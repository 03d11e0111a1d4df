import type { ReactNode } from 'react'
import { useAdmin } from '../admin-context.tsx'
import type { FigureFormats } from './figure-formats.ts'
import type { Analytics } from './use-analytics.ts'

interface FigureTilesProps {
  readonly total: Analytics['total']
  readonly formats: FigureFormats
}

/** The figures of the whole time at a glance. */
export function FigureTiles({ total, formats }: FigureTilesProps): ReactNode {
  const { words, format } = useAdmin()
  const { orders, copies, withAttention, attentionShare, money } = total
  return (
    <dl className="quoin-admin-tiles">
      <Tile name={words('figures.orders')} value={formats.count(orders)}>
        {words('figures.copies', { count: copies })}
      </Tile>
      {money.map(({ currency, captured, refunded, revenue }) => (
        <Tile key={currency} name={words('figures.revenue')} value={format.money({ amount: revenue, currency })}>
          {words('figures.capturedLess', {
            captured: format.money({ amount: captured, currency }),
            refunded: format.money({ amount: refunded, currency }),
          })}
        </Tile>
      ))}
      {money.map(({ currency, revenue, margin, billed, orders: paid }) => (
        <Tile key={currency} name={words('figures.margin')} value={format.money({ amount: margin, currency })}>
          {billed < paid || revenue <= 0
            ? words('figures.billed', { billed, orders: paid })
            : words('figures.marginShare', { share: formats.share(margin / revenue) })}
        </Tile>
      ))}
      <Tile name={words('figures.attention')} value={formats.share(attentionShare ?? 0)}>
        {words('figures.attentionOf', { count: withAttention, orders })}
      </Tile>
    </dl>
  )
}

interface TileProps {
  readonly name: string
  readonly value: string
  readonly children: ReactNode
}

function Tile({ name, value, children }: TileProps): ReactNode {
  return (
    <div className="quoin-admin-card">
      <dt>{name}</dt>
      <dd>
        <p className="quoin-title">{value}</p>
        <p className="quoin-soft">{children}</p>
      </dd>
    </div>
  )
}
