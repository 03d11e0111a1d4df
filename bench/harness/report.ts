import type { Goal } from './bench.ts'
import { judge } from './judge.ts'
import type { Outcome } from './run-bench.ts'
import { median } from './statistics.ts'

export type Rows = readonly (readonly string[])[]

/** Medians of all rounds with the least and the most, by contender and figure. */
export function figureRows({ bench, rounds }: Outcome): Rows {
  const head = ['', ...bench.figures]
  const body = [...rounds].map(([name, given]) => [
    name,
    ...bench.figures.map((figure) => describe(given.map((figures) => figures[figure] ?? Number.NaN))),
  ])
  return [head, ...body]
}

export function goalRows(outcome: Outcome): Rows {
  const verdicts = judge(outcome)
  if (verdicts.length === 0) return []
  return [
    ['', 'measured', 'goal', ''],
    ...verdicts.map(({ goal, measured, reached }) => [
      textOfGoal(goal),
      short(measured),
      'atLeast' in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`,
      reached ? 'reached' : 'not reached',
    ]),
  ]
}

/** Who takes part with which version and settings, and who does not. */
export function settingsOf({ bench, leftOut }: Outcome): readonly string[] {
  return bench.contenders.map(({ name, settings }) => {
    const absent = leftOut.find((one) => one.name === name)
    return `${name}: ${absent ? `left out, for ${absent.reason}` : settings}`
  })
}

/** For a terminal. */
export function toText(outcome: Outcome): string {
  const tables = [figureRows(outcome), goalRows(outcome)].filter((rows) => rows.length > 0)
  return [`${outcome.bench.name}: ${outcome.bench.title}`, ...tables.map(align), settingsOf(outcome).join('\n')].join(
    '\n\n',
  )
}

/** For a page. */
export function toMarkdown(outcome: Outcome): string {
  const list = settingsOf(outcome).map((line) => `- ${line}`)
  return [figureRows(outcome), goalRows(outcome)]
    .filter((rows) => rows.length > 0)
    .map(toMarkdownTable)
    .concat(list.join('\n'))
    .join('\n\n')
}

function textOfGoal({ figure, of, over }: Goal): string {
  return over === undefined ? `${of}: ${figure}` : `${of} / ${over}: ${figure}`
}

function describe(values: readonly number[]): string {
  return `${short(median(values))} (${short(Math.min(...values))}–${short(Math.max(...values))})`
}

/** Three digits or all of a whole number. */
export function short(value: number): string {
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)))
}

export function align(rows: Rows): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')
  return rows.map((row) => `  ${line(row)}`.trimEnd()).join('\n')
}

export function toMarkdownTable([head = [], ...body]: Rows): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n')
}
