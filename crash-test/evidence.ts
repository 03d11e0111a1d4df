import { availableParallelism } from 'node:os'
import type { Fault } from './faults.ts'
import type { Fleet } from './fleet.ts'
import type { Judgement, Violation } from './judge.ts'
import type { Ledgers } from './ledgers.ts'
import type { Load } from './load.ts'
import { quantile, recoveryTimes } from './recovery.ts'

/** What a run leaves behind as proof. */
export interface Evidence {
  readonly seed: number
  readonly startedAt: string
  readonly machine: { readonly cores: number; readonly node: string; readonly platform: string }
  readonly durationMs: number
  /** From the last fault until nothing was left to do; null when that never came. */
  readonly quietAfterMs: number | null
  /** What was still open then. */
  readonly open: string | null
  readonly faults: Readonly<Record<string, number>>
  /** Processes that were ended at once, and those that stood still. */
  readonly kills: number
  readonly freezes: number
  readonly postgresCrashes: number
  readonly orders: number
  readonly customers: Load['counts']
  readonly customersTriedAgain: number
  readonly payments: number
  readonly prints: number
  /** Jobs that were claimed again because whoever had them was gone. */
  readonly redeliveries: number
  readonly duplicatePrints: number
  readonly lostPayments: number
  readonly recoveryMs: {
    readonly count: number
    readonly p50: number | null
    readonly p99: number | null
    readonly max: number | null
  }
  readonly sheets: Judgement['sheets']
  readonly violations: readonly Violation[]
}

interface Run {
  readonly seed: number
  readonly startedAt: number
  readonly endedAt: number
  readonly faultsEndedAt: number
  readonly open: string | null
  readonly faults: readonly Fault[]
  readonly fleet: Fleet
  readonly load: Load
  readonly ledgers: Ledgers
  readonly judgement: Judgement
}

export function gatherEvidence({
  seed,
  startedAt,
  endedAt,
  faultsEndedAt,
  open,
  faults,
  fleet,
  load,
  ledgers,
  judgement,
}: Run): Evidence {
  const times = recoveryTimes(ledgers.claims, fleet.strikes)
  const struck = faults.filter(({ victim }) => victim !== null)
  return {
    seed,
    startedAt: new Date(startedAt).toISOString(),
    machine: { cores: availableParallelism(), node: process.version, platform: process.platform },
    durationMs: endedAt - startedAt,
    quietAfterMs: open === null ? endedAt - faultsEndedAt : null,
    open,
    faults: Object.fromEntries(
      [...Map.groupBy(struck, ({ kind }) => kind)].map(([kind, those]) => [kind, those.length]),
    ),
    kills: fleet.strikes.filter(({ cause }) => cause !== 'freeze').length,
    freezes: fleet.strikes.filter(({ cause }) => cause === 'freeze').length,
    postgresCrashes: struck.filter(({ kind }) => kind === 'crash-postgres').length,
    orders: ledgers.orders.length,
    customers: load.counts,
    customersTriedAgain: load.triedAgain,
    payments: ledgers.money.filter(({ kind }) => kind === 'charges').length,
    prints: ledgers.prints.length,
    redeliveries: ledgers.claims.filter(({ crashes }) => crashes > 0).length,
    duplicatePrints: judgement.duplicatePrints,
    lostPayments: judgement.lostPayments,
    recoveryMs: {
      count: times.length,
      p50: quantile(times, 0.5),
      p99: quantile(times, 0.99),
      max: times.at(-1) ?? null,
    },
    sheets: judgement.sheets,
    violations: [...judgement.violations, ...fleetViolations(fleet), ...loadViolations(load)],
  }
}

/** A process may end when it is struck, or when it finds no database at its start; never by itself. */
function fleetViolations({ ownEnds }: Fleet): Violation[] {
  return ownEnds
    .filter(({ wasReady }) => wasReady)
    .map(({ name, code, signal }) => ({
      invariant: 'INV-15',
      message: `${name} ended by itself, with ${code ?? signal}.`,
    }))
}

function loadViolations({ turnedAway }: Load): Violation[] {
  return turnedAway.map((message) => ({ invariant: 'INV-15', message: `Turned away: ${message}` }))
}
