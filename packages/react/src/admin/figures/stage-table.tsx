import type { ReactNode } from 'react'
import { useAdmin } from '../admin-context.tsx'
import { Card } from '../order/card.tsx'
import { namesIn } from '../order-values.ts'
import type { FigureFormats } from './figure-formats.ts'
import type { Analytics } from './use-analytics.ts'

interface StageTableProps {
  readonly stages: Analytics['total']['stages']
  readonly formats: FigureFormats
}

/** How long orders take from one stage to the next; each bar is as long as its time among the longest. */
export function StageTable({ stages, formats }: StageTableProps): ReactNode {
  const { words } = useAdmin()
  const longest = Math.max(1, ...namesIn(stages).map((stage) => stages[stage].p95Ms ?? 0))
  const bar = (ms: number | null, place: number): ReactNode =>
    ms !== null && (
      <span className="quoin-admin-stage" data-series={place} style={{ inlineSize: `${(100 * ms) / longest}%` }} />
    )
  return (
    <Card title={words('figures.stages')}>
      <table className="quoin-admin-numbers">
        <caption className="quoin-hidden">{words('figures.stages')}</caption>
        <thead>
          <tr>
            <th scope="col">{words('figures.stage')}</th>
            <th scope="col">{words('figures.half')}</th>
            <th scope="col">{words('figures.most')}</th>
            <th scope="col">{words('figures.came')}</th>
          </tr>
        </thead>
        <tbody>
          {namesIn(stages).map((stage) => {
            const { p50Ms, p95Ms, orders } = stages[stage]
            return (
              <tr key={stage}>
                <th scope="row">{words(`figures.stage.${stage}`)}</th>
                <td>
                  {p50Ms === null ? '–' : formats.duration(p50Ms)}
                  {bar(p50Ms, 0)}
                </td>
                <td>
                  {p95Ms === null ? '–' : formats.duration(p95Ms)}
                  {bar(p95Ms, 1)}
                </td>
                <td>{formats.count(orders)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Card>
  )
}
