import { AxisBottom, AxisLeft } from '@visx/axis'
import { scaleBand, scaleLinear } from '@visx/scale'
import { Bar, Line } from '@visx/shape'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { SeriesPoint } from './series.ts'

export interface BarChartProps {
  readonly points: readonly SeriesPoint[]
  /** What the bars of a point are called. */
  readonly names: readonly string[]
  /** What a screen reader says of it; the table below has the numbers. */
  readonly label: string
  readonly nameOf: (key: string) => string
  readonly shortValue: (value: number) => string
  readonly describe: (point: string, series: string, value: number) => string
}

const height = 220
const margin = { top: 8, right: 8, bottom: 24, left: 56 }
const labelWidth = 72

/** Bars by day, SKU or country. They are as wide as there is room, and have a text each for who points at them. */
export default function BarChart({ points, names, label, nameOf, shortValue, describe }: BarChartProps): ReactNode {
  const [frame, width] = useWidth()
  const right = Math.max(margin.left + 1, width - margin.right)
  const bottom = height - margin.bottom
  const values = points.flatMap((point) => point.values)
  const x = scaleBand({ domain: points.map(({ key }) => key), range: [margin.left, right], paddingInner: 0.3 })
  const y = scaleLinear({
    domain: [Math.min(0, ...values), Math.max(1, ...values)],
    range: [bottom, margin.top],
    nice: 4,
  })
  // Where all is next to nothing, ticks between would be written as the one below.
  const ticks = y.ticks(4).filter((tick, place, all) => {
    const text = shortValue(tick)
    return text !== '' && (place === 0 || text !== shortValue(all[place - 1] ?? tick))
  })
  const inner = scaleBand({ domain: names.map((name) => name), range: [0, x.bandwidth()] })
  const every = Math.max(1, Math.ceil(points.length / Math.max(1, Math.floor((right - margin.left) / labelWidth))))
  return (
    <div ref={frame} className="quoin-admin-chart">
      <svg width="100%" height={height} role="img" aria-label={label}>
        {ticks.map((tick) => (
          <Line
            key={tick}
            className="quoin-admin-grid"
            from={{ x: margin.left, y: y(tick) }}
            to={{ x: right, y: y(tick) }}
          />
        ))}
        {points.flatMap(({ key, values: ofPoint }) =>
          names.map((name, place) => {
            const value = ofPoint[place] ?? 0
            const start = (x(key) ?? 0) + (inner(name) ?? 0)
            return (
              <Bar
                key={`${key} ${name}`}
                className="quoin-admin-bar"
                data-series={place}
                x={start}
                width={inner.bandwidth()}
                y={y(Math.max(0, value))}
                height={Math.abs(y(value) - y(0))}
                rx={Math.min(2, inner.bandwidth() / 4)}
              >
                <title>{describe(nameOf(key), name, value)}</title>
              </Bar>
            )
          }),
        )}
        <AxisLeft
          scale={y}
          left={margin.left}
          tickValues={ticks}
          hideAxisLine
          hideTicks
          tickFormat={(value) => shortValue(Number(value))}
          tickLabelProps={{ className: 'quoin-admin-tick', textAnchor: 'end', dx: -4, dy: 4 }}
        />
        <AxisBottom
          scale={x}
          top={bottom}
          hideTicks
          axisLineClassName="quoin-admin-axis"
          tickValues={points.filter((_, place) => place % every === 0).map(({ key }) => key)}
          tickFormat={(key) => nameOf(key)}
          tickLabelProps={{ className: 'quoin-admin-tick', textAnchor: 'middle', dy: 2 }}
        />
      </svg>
    </div>
  )
}

/** As wide as what is around it. */
function useWidth(): readonly [{ readonly current: HTMLDivElement | null }, number] {
  const frame = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(640)
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width))
    if (frame.current) observer.observe(frame.current)
    return () => observer.disconnect()
  }, [])
  return [frame, width]
}
