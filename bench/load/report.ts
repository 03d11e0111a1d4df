import { align, short } from '../harness/report.ts'
import { median, percentile } from '../harness/statistics.ts'
import { steps } from './customers.ts'
import type { LoadResult } from './run-load.ts'
import type { Taken } from './watch-processes.ts'

/** What went wrong; nothing of it may. */
export function faultsOf({ visits, accounts }: LoadResult): readonly string[] {
  const { paid, duplicates, losses, mismatches, submitted, shipped } = accounts
  const counted = {
    'printed twice': duplicates,
    'paid and lost': losses,
    'known to the shop otherwise than to Prodigi': mismatches,
    'paid and not submitted in time': paid - submitted,
    'paid and not shipped in time': paid - shipped,
  }
  return [
    ...Object.entries(counted).flatMap(([what, count]) => (count > 0 ? [`${what}: ${count}`] : [])),
    ...Array.from(visits.errors, ([kind, count]) => `error, ${kind}: ${count}`),
  ]
}

/** Orders that were submitted, a second, from the first payment to the last submission. */
export function throughputOf({ accounts }: LoadResult): number {
  return accounts.submitted / (accounts.submittedWithinMs / 1_000)
}

/** Milliseconds of CPU that an order took of all processes whose names begin so. */
export function cpuAnOrder({ taken, accounts }: LoadResult, role: string): number {
  return ofRole(taken, role).reduce((sum, { cpuMs }) => sum + cpuMs, 0) / accounts.paid
}

export function ofRole(taken: readonly Taken[], role: string): readonly Taken[] {
  return taken.filter(({ name }) => name.startsWith(role))
}

/** For a terminal. */
export function toText(result: LoadResult): string {
  const { options, visits, accounts, taken } = result
  const { perSecond, seconds, webs, workers } = options
  const faults = faultsOf(result)
  const times: readonly (readonly [string, readonly number[]])[] = [
    ...steps.map((step) => [step, visits.took[step]] as const),
    ['paid to submitted', accounts.paidToSubmitted],
    ['submitted to shipped', accounts.submittedToShipped],
  ]
  return [
    `${perSecond} customers a second for ${seconds} s, ${webs} web and ${workers} worker processes:`,
    align([
      ['', 'orders', 'p50 ms', 'p99 ms'],
      ...times.map(([step, took]) => [step, String(took.length), ...[median(took), percentile(took, 0.99)].map(short)]),
    ]),
    align([
      ['', 'CPU ms an order', 'MiB at the start', 'in the second half', 'at the end'],
      ...taken.map(({ name, cpuMs, memory }) => [
        name,
        ...[cpuMs / accounts.paid, memory.start, memory.steady, memory.end].map(short),
      ]),
    ]),
    `${accounts.paid} orders paid, ${accounts.submitted} submitted (${short(throughputOf(result))}/s), ${accounts.shipped} shipped; ` +
      `duplicates ${accounts.duplicates}, losses ${accounts.losses}`,
    faults.length === 0 ? 'No errors.' : faults.join('\n'),
  ].join('\n\n')
}
