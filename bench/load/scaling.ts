import { short, toMarkdownTable } from '../harness/report.ts'
import { median, percentile } from '../harness/statistics.ts'
import { cpuAnOrder, faultsOf, ofRole, throughputOf } from './report.ts'
import type { LoadResult } from './run-load.ts'

/** Web and worker processes of each run. */
export const fleets: readonly { readonly webs: number; readonly workers: number }[] = [1, 2].flatMap((webs) =>
  [1, 2, 4].map((workers) => ({ webs, workers })),
)

const daySeconds = 86_400

/** For the page: a row for each run, and what they say of one Postgres. */
export function toMarkdown(results: readonly LoadResult[]): string {
  const head = [
    'web, workers',
    'customers/s',
    'orders/s submitted',
    'p99 ms of a checkout',
    'p50 ms paid to submitted',
    'p99 ms',
    'CPU ms an order: web',
    'workers',
    'Postgres',
    'Stripe, Prodigi, customers',
    'MiB of a worker',
    'faults',
  ]
  const rows = results.map((result) => {
    const { options, visits, accounts, taken } = result
    const outside = ['Stripe', 'Prodigi', 'customers'].reduce((sum, role) => sum + cpuAnOrder(result, role), 0)
    const faults = faultsOf(result)
    return [
      `${options.webs}, ${options.workers}`,
      String(options.perSecond),
      ...[
        throughputOf(result),
        percentile(visits.took.checkout, 0.99),
        median(accounts.paidToSubmitted),
        percentile(accounts.paidToSubmitted, 0.99),
        cpuAnOrder(result, 'web'),
        cpuAnOrder(result, 'worker'),
        cpuAnOrder(result, 'Postgres'),
        outside,
        Math.max(...ofRole(taken, 'worker').map(({ memory }) => memory.steady)),
      ].map(short),
      faults.length === 0 ? '0' : faults.join('; '),
    ]
  })
  return [toMarkdownTable([head, ...rows]), verdictOf(results)].join('\n\n')
}

function verdictOf(results: readonly LoadResult[]): string {
  const best = results.toSorted((a, b) => throughputOf(b) - throughputOf(a))[0]
  if (!best) return ''
  const { webs, workers } = best.options
  const rate = throughputOf(best)
  const postgresMs = cpuAnOrder(best, 'Postgres')
  const ofAll = postgresMs / best.taken.reduce((sum, { cpuMs }) => sum + cpuMs / best.accounts.paid, 0)
  return (
    `The most was ${short(rate)} orders/s, with ${webs} web and ${workers} worker processes: ${thousands(rate * daySeconds)} a day if they came evenly. ` +
    `Postgres took ${short(postgresMs)} ms of CPU for each, ${Math.round(ofAll * 100)} % of all that the machine did for it: ` +
    `a core of Postgres carries ${short(1_000 / postgresMs)} orders/s, ${thousands((1_000 / postgresMs) * daySeconds)} a day.`
  )
}

function thousands(value: number): string {
  return Math.round(value).toLocaleString('en')
}
