import { isDeepStrictEqual } from 'node:util'
import type { Clock, Storage } from '@quoin/core'
import { createManualClock, type ManualClock } from '../manual-clock.ts'
import { startAt } from './program-names.ts'
import { createProgramSession, type ProgramSession } from './program-session.ts'
import type { StorageOperation } from './storage-operation.ts'
import { claimEverything, visibleState } from './visible-state.ts'

/** A storage that is compared with others. */
export interface ComparedStorage {
  readonly name: string
  /** Empty, and reading the given clock instead of its own. Called once for each program; the one before is not used again. */
  open(clock: Clock): Promise<Storage>
}

/** The first place of a program where two storages differ. */
export interface Divergence {
  /** Counts from 0; as many as the program has: only after all of it. */
  readonly step: number
  readonly operation: StorageOperation | null
  /** What was compared there. */
  readonly what: 'answer' | 'visible state' | 'jobs claimed at the end'
  /** By the names of the storages. */
  readonly seen: Readonly<Record<string, unknown>>
}

/** One program, and the storages that it runs on. */
export interface RunProgramOptions {
  /** The first is what the others are held to. */
  readonly storages: readonly ComparedStorage[]
  readonly program: readonly StorageOperation[]
  /** Also compares all that is visible after each step, not only after the last. @default true */
  readonly everyStep?: boolean
}

/**
 * Runs a program on several storages, operation by operation, and says where they first differ; null when they agree.
 *
 * @example
 * ```ts
 * import { createMemoryStorage } from '@quoin/core'
 * import { type ComparedStorage, runProgram } from '@quoin/testing/differential'
 *
 * const memory: ComparedStorage = { name: 'memory', open: async (clock) => createMemoryStorage({ clock }) }
 * const yours = memory // what opens your adapter
 * const divergence = await runProgram({ storages: [memory, yours], program: [{ do: 'claim', limit: 1, leaseMs: 1000 }] })
 * ```
 */
export async function runProgram({
  storages,
  program,
  everyStep = true,
}: RunProgramOptions): Promise<Divergence | null> {
  const sessions = await Promise.all(
    storages.map(async ({ name, open }) => {
      const clock = createManualClock(startAt)
      return { name, clock, ...createProgramSession(await open(clock), clock) }
    }),
  )
  const differing = async (look: (session: ProgramSession & { readonly clock: ManualClock }) => Promise<unknown>) => {
    const seen = await Promise.all(sessions.map(async (session) => [session.name, await look(session)] as const))
    const [first] = seen
    return seen.every(([, one]) => isDeepStrictEqual(one, first?.[1])) ? null : Object.fromEntries(seen)
  }
  for (const [step, operation] of program.entries()) {
    const answers = await differing((session) => session.perform(operation))
    if (answers) return { step, operation, what: 'answer', seen: answers }
    const states = everyStep ? await differing(({ storage }) => visibleState(storage)) : null
    if (states) return { step, operation, what: 'visible state', seen: states }
  }
  const end = { step: program.length, operation: null }
  const states = await differing(({ storage }) => visibleState(storage))
  if (states) return { ...end, what: 'visible state', seen: states }
  const claimed = await differing(({ storage, clock }) => claimEverything(storage, clock))
  return claimed && { ...end, what: 'jobs claimed at the end', seen: claimed }
}
