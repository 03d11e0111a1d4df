import { setTimeout as pause } from 'node:timers/promises'
import { createSeededRandom } from '@quoin/testing'
import type { TestPostgres } from '@quoin/testing/postgres'
import type { Pool } from 'pg'
import { type AimedKind, type Aims, aimedFaults } from './aims.ts'
import type { Member } from './fleet.ts'

/** What goes wrong, and how often beside the others. */
const weights = {
  'kill-worker': 6,
  'kill-web': 3,
  'kill-before-commit': 4,
  'kill-after-commit': 4,
  'cut-before-commit': 4,
  'cut-after-commit': 4,
  'kill-before-print': 4,
  'kill-after-print': 8,
  'cut-before-print': 2,
  'cut-after-print': 4,
  freeze: 2,
  'end-backend': 3,
  'kill-backend': 1,
  'crash-postgres': 2,
} as const satisfies Record<AimedKind | string, number>

export type FaultKind = keyof typeof weights
export const faultKinds: readonly FaultKind[] = Object.keys(weights).filter(isFaultKind)

export function isFaultKind(text: string): text is FaultKind {
  return Object.hasOwn(weights, text)
}

/** A fault that happened. */
export interface Fault {
  readonly at: number
  readonly kind: FaultKind
  /** Who was struck; null when an aimed fault found nobody. */
  readonly victim: string | null
}

interface FaultOptions {
  readonly seed: number
  readonly kinds: readonly FaultKind[]
  readonly everyMs: number
  readonly freezeMs: number
  /** How long faults go on, after each kind has struck once. */
  readonly forMs: number
  readonly members: readonly Member[]
  readonly aims: Aims
  readonly postgres: TestPostgres
  readonly pool: Pool
}

const aimWithinMs = 10_000

/** One fault after another: each kind once, and then by chance until the time is over. Resolves with what happened. */
export async function strike(options: FaultOptions): Promise<readonly Fault[]> {
  const { seed, kinds, everyMs, forMs } = options
  const random = createSeededRandom(`${seed} faults`)
  const happened: Fault[] = []
  const once = async (kind: FaultKind): Promise<boolean> => {
    const victim = await does(kind, random.next(), options)
    happened.push({ at: Date.now(), kind, victim })
    await pause(-Math.log(1 - random.next()) * everyMs)
    return victim !== null
  }
  const first = kinds.map((kind) => ({ kind, place: random.next() })).toSorted((a, b) => a.place - b.place)
  for (const { kind } of first) while (!(await once(kind))) {}
  const until = Date.now() + forMs
  while (Date.now() < until) await once(drawKind(kinds, random.next()))
  return happened
}

/** @returns the victim's name. @param chance decides who is struck. */
async function does(kind: FaultKind, chance: number, options: FaultOptions): Promise<string | null> {
  const { members, aims, postgres, pool, freezeMs } = options
  const aim = kind in aimedFaults ? aimedFaults[kind as AimedKind] : null
  if (aim) return aims.arm(aim, aimWithinMs)
  switch (kind) {
    case 'kill-worker':
    case 'kill-web': {
      const one = pick(
        members.filter(({ role }) => kind === `kill-${role}`),
        chance,
      )
      one?.kill('random')
      return one?.name ?? null
    }
    case 'freeze': {
      const one = pick(members, chance)
      one?.freeze(freezeMs)
      return one?.name ?? null
    }
    case 'end-backend':
    case 'kill-backend': {
      const pid = await pickBackend(pool, chance)
      if (pid === null) return null
      if (kind === 'end-backend') await pool.query('select pg_terminate_backend($1)', [pid]).catch(() => {})
      else if (!killed(pid)) return null
      return `backend ${pid}`
    }
    default:
      await postgres.crash()
      return 'postgres'
  }
}

/** It may have ended by itself meanwhile. */
function killed(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL')
  } catch {
    return false
  }
}

async function pickBackend(pool: Pool, chance: number): Promise<number | null> {
  const { rows } = await pool
    .query<{ pid: number }>("select pid from pg_stat_activity where application_name = 'crash-test shop' order by pid")
    .catch(() => ({ rows: [] }))
  return pick(rows, chance)?.pid ?? null
}

function pick<Value>(values: readonly Value[], chance: number): Value | undefined {
  return values[Math.floor(chance * values.length)]
}

function drawKind(kinds: readonly FaultKind[], chance: number): FaultKind {
  let left = chance * kinds.reduce((sum, kind) => sum + weights[kind], 0)
  for (const kind of kinds) {
    left -= weights[kind]
    if (left < 0) return kind
  }
  return 'kill-worker'
}
