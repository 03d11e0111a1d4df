import { type ReactNode, useMemo } from 'react'
import { Loading } from '../../frame/loading.tsx'
import { useQuoin } from '../../quoin-provider.tsx'
import { useAdmin } from '../admin-context.tsx'
import { Refusal } from '../refusal.tsx'
import { FigureChart } from './figure-chart.tsx'
import { createFigureFormats, type FigureFormats } from './figure-formats.ts'
import { FigureTiles } from './figure-tiles.tsx'
import { FiguresFilterBar } from './figures-filter-bar.tsx'
import { moneyIn, mostGroups, seriesOf } from './series.ts'
import { StageTable } from './stage-table.tsx'
import { type Analytics, useAnalytics } from './use-analytics.ts'

/** How the shop does: orders, money, margin, and how long things take. */
export function FiguresPage(): ReactNode {
  const { words, route } = useAdmin()
  const { locale } = useQuoin()
  const { data, error, refetch, isPlaceholderData } = useAnalytics(route.figures)
  const formats = useMemo(() => createFigureFormats(locale), [locale])
  return (
    <div className="quoin-admin-page" aria-busy={isPlaceholderData}>
      <h2 className="quoin-title">{words('figures.title')}</h2>
      <FiguresFilterBar />
      {error && <Refusal error={error} onRetry={refetch} />}
      {!data && !error && <Loading lines={6} />}
      {data && !error && <Figures data={data} formats={formats} />}
    </div>
  )
}

function Figures({ data, formats }: { readonly data: Analytics; readonly formats: FigureFormats }): ReactNode {
  const { words, format } = useAdmin()
  const { from, before, total, groupBy, groupsTotal } = data
  const last = new Date(Date.parse(before) - 1).toISOString()
  const span = words('figures.of', {
    from: formats.shortDay(from.slice(0, 10)),
    to: formats.shortDay(last.slice(0, 10)),
  })
  if (total.orders === 0) {
    return (
      <>
        <p className="quoin-soft">{span}</p>
        <p className="quoin-empty" role="status">
          {words('figures.none')}
        </p>
      </>
    )
  }
  const nameOf = (key: string): string => {
    if (groupBy === 'day') return formats.shortDay(key)
    if (groupBy === 'sku') return key
    return key === '' ? words('figures.noAddress') : format.country(key)
  }
  const note =
    groupBy !== 'day' && groupsTotal > mostGroups
      ? words('figures.more', { shown: mostGroups, total: groupsTotal })
      : undefined
  const chart = { nameOf, note, keyName: words(`figures.by.${groupBy}`) }
  return (
    <>
      <p className="quoin-soft">{span}</p>
      <FigureTiles total={total} formats={formats} />
      <div className="quoin-admin-charts">
        <FigureChart
          {...chart}
          title={words('figures.orders')}
          names={[words('figures.orders')]}
          points={seriesOf(data, (group) => [group?.orders ?? 0])}
          value={formats.count}
          shortValue={(value) => (Number.isInteger(value) ? formats.count(value) : '')}
        />
        {total.money.map(({ currency }) => (
          <FigureChart
            key={currency}
            {...chart}
            title={words('figures.moneyIn', { currency })}
            names={[words('figures.revenue'), words('figures.margin')]}
            points={seriesOf(data, (group) => {
              const { revenue, margin } = moneyIn(group, currency)
              return [revenue, margin]
            })}
            value={(amount) => format.money({ amount, currency })}
            shortValue={(amount) => formats.shortMoney(amount, currency)}
          />
        ))}
      </div>
      <StageTable stages={total.stages} formats={formats} />
    </>
  )
}
