import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export type Role = 'web' | 'worker'

/** Something done to a process, by the machine's clock. */
export interface Strike {
  readonly at: number
  readonly name: string
  readonly pid: number
  readonly cause: string
}

/** A process that ended without being struck. */
export interface OwnEnd {
  readonly name: string
  readonly code: number | null
  readonly signal: string | null
  /** Otherwise it could not start. */
  readonly wasReady: boolean
}

/** A place for a process; when one ends, another takes it. */
export interface Member {
  readonly name: string
  readonly role: Role
  /** Ends the process at once. */
  kill(cause: string): void
  /** Stands the process still for so long, as a garbage collection or a frozen machine does. */
  freeze(durationMs: number): void
}

export interface Fleet {
  readonly strikes: readonly Strike[]
  readonly ownEnds: readonly OwnEnd[]
  add(member: { readonly name: string; readonly role: Role; readonly env: Readonly<Record<string, string>> }): Member
  /** Resolves when every process is up. */
  ready(): Promise<void>
  /** Ends all. */
  stop(): Promise<void>
}

const restartAfterMs = 150

export function createFleet(folder: string): Fleet {
  const strikes: Strike[] = []
  const ownEnds: OwnEnd[] = []
  const places: { isReady: () => boolean; child: () => ChildProcess | null }[] = []
  let stopping = false

  return {
    strikes,
    ownEnds,
    add({ name, role, env }) {
      let child: ChildProcess | null = null
      let isReady = false
      let isStruck = false

      const start = (): void => {
        if (stopping) return
        const log = openSync(join(folder, `${name}.log`), 'a')
        const started = spawn(
          process.execPath,
          ['--conditions=@quoin/source', join(import.meta.dirname, `${role}.ts`)],
          { stdio: ['ignore', log, log, 'ipc'], env: { ...processEnv(folder), ...env } },
        )
        closeSync(log)
        child = started
        isReady = false
        isStruck = false
        started.once('message', () => {
          isReady = true
        })
        started.once('exit', (code, signal) => {
          if (!isStruck && !stopping) ownEnds.push({ name, code, signal, wasReady: isReady })
          child = null
          isReady = false
          setTimeout(start, restartAfterMs)
        })
      }
      const strike = (cause: string, signal: NodeJS.Signals): boolean => {
        if (!child?.pid) return false
        strikes.push({ at: Date.now(), name, pid: child.pid, cause })
        return child.kill(signal)
      }
      places.push({ isReady: () => isReady, child: () => child })
      start()
      return {
        name,
        role,
        kill(cause) {
          isStruck = strike(cause, 'SIGKILL') || isStruck
        },
        freeze(durationMs) {
          const frozen = child
          if (strike('freeze', 'SIGSTOP')) setTimeout(() => frozen?.kill('SIGCONT'), durationMs)
        },
      }
    },
    async ready() {
      while (!places.every(({ isReady }) => isReady())) await pause(20)
    },
    async stop() {
      stopping = true
      for (const { child } of places) child()?.kill('SIGKILL')
      while (places.some(({ child }) => child() !== null)) await pause(20)
    },
  }
}

/** Compiled sources are kept, so that a restart takes less of the machine. */
export function processEnv(folder: string): Record<string, string> {
  const { PATH = '', TMPDIR, HOME = '' } = process.env
  return { PATH, HOME, ...(TMPDIR !== undefined && { TMPDIR }), NODE_COMPILE_CACHE: join(folder, 'compiled') }
}
