import { lazy, type ReactNode, Suspense } from 'react'
import { Loading } from '../../frame/loading.tsx'
import { useAdmin } from '../admin-context.tsx'
import { Card } from '../order/card.tsx'
import type { BarChartProps } from './bar-chart.tsx'

// The library of charts is loaded by whoever looks at one.
const BarChart = lazy(() => import('./bar-chart.tsx'))

interface FigureChartProps extends Omit<BarChartProps, 'label' | 'describe'> {
  readonly title: string
  readonly keyName: string
  readonly value: (value: number) => string
  /** Below the chart, such as what is left out. */
  readonly note?: string | undefined
}

/** A chart, and the same as a table. */
export function FigureChart({ title, keyName, value, note, ...chart }: FigureChartProps): ReactNode {
  const { words } = useAdmin()
  const { points, names, nameOf } = chart
  return (
    <Card title={title} aside={names.length > 1 && <Legend names={names} />}>
      <Suspense fallback={<Loading lines={3} />}>
        <BarChart
          {...chart}
          label={title}
          describe={(point, series, amount) =>
            words('figures.bar', { name: names.length > 1 ? `${point}, ${series}` : point, value: value(amount) })
          }
        />
      </Suspense>
      {note && <p className="quoin-soft">{note}</p>}
      <details className="quoin-admin-as-table">
        <summary>{words('figures.table')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
        <section aria-label={`${title}, ${words('figures.table')}`} tabIndex={0}>
          <table className="quoin-admin-numbers">
            <caption className="quoin-hidden">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{keyName}</th>
                {names.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {points.map(({ key, values }) => (
                <tr key={key}>
                  <th scope="row">{nameOf(key)}</th>
                  {names.map((name, place) => (
                    <td key={name}>{value(values[place] ?? 0)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </Card>
  )
}

function Legend({ names }: { readonly names: readonly string[] }): ReactNode {
  return (
    <ul className="quoin-admin-legend" aria-hidden="true">
      {names.map((name, place) => (
        <li key={name} data-series={place}>
          {name}
        </li>
      ))}
    </ul>
  )
}
