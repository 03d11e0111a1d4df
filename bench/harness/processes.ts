import { readFileSync } from 'node:fs'
import type { Pool } from 'pg'

// What Linux says of processes. Elsewhere nothing is known, and figures that need it are left out.

/** Of this many a second the kernel counts. */
const ticksPerSecond = 100
const pageBytes = 4096

export const isKnown = process.platform === 'linux'

/** CPU time of a process and of all that it has started, in milliseconds: that of the living, and of those that it has seen end. */
export function cpuMsOf(pid: number): number {
  const [, , endedUser = 0, endedSystem = 0] = timesOf(pid)
  return childrenOf(pid).reduce((sum, child) => sum + cpuMsOf(child), ownCpuMsOf(pid) + msOf(endedUser + endedSystem))
}

/** Without what it has started. */
export function ownCpuMsOf(pid: number): number {
  const [user = 0, system = 0] = timesOf(pid)
  return msOf(user + system)
}

/** In ticks: its own in user and in system mode, and those of its children that it has seen end. */
function timesOf(pid: number): readonly number[] {
  return statOf(pid)?.slice(11, 15).map(Number) ?? []
}

function msOf(ticks: number): number {
  return (ticks / ticksPerSecond) * 1000
}

/** What a process holds of the memory, in mebibytes. */
export function memoryOf(pid: number): number {
  const [, resident = '0'] = contentsOf(`/proc/${pid}/statm`)?.split(' ') ?? []
  return (Number(resident) * pageBytes) / 2 ** 20
}

/** The process that all of a Postgres's connections are children of, where it is on this machine. */
export async function postgresPid(pool: Pool): Promise<number | null> {
  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid')
  const parent = Number(statOf(rows[0]?.pid ?? 0)?.[1] ?? 0)
  return parent > 1 ? parent : null
}

/** The fields after the name, which may hold anything: state, parent, … */
function statOf(pid: number): readonly string[] | null {
  const stat = contentsOf(`/proc/${pid}/stat`)
  return stat === null ? null : stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

function childrenOf(pid: number): readonly number[] {
  const children = contentsOf(`/proc/${pid}/task/${pid}/children`) ?? ''
  return children.split(' ').filter(Boolean).map(Number)
}

function contentsOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
