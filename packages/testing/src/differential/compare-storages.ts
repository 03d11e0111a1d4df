import { createSeededRandom } from '../seeded-random.ts'
import { randomProgram } from './random-program.ts'
import { type ComparedStorage, runProgram } from './run-program.ts'
import { type LeastProgram, shrinkProgram } from './shrink-program.ts'

/** Which storages are compared, by how many programs. */
export interface CompareStoragesOptions {
  /** The first is what the others are held to. */
  readonly storages: readonly ComparedStorage[]
  readonly programs: number
  /** The programs are those of this number and the next ones. @default 1 */
  readonly seed?: number
  /** Operations in each. @default 30 */
  readonly length?: number
  /** After each program on which they agreed. */
  onProgram?(count: number): void
}

/** Where storages differed. */
export interface StorageDifference extends LeastProgram {
  /** Of the program it was found with. */
  readonly seed: number
}

/**
 * Runs random programs on several storages until they differ; null when they agree on all of them. The same seed makes the
 * same programs.
 *
 * @example
 * ```ts
 * import { createMemoryStorage } from '@quoin/core'
 * import { type ComparedStorage, compareStorages, printDifference } from '@quoin/testing/differential'
 *
 * const memory: ComparedStorage = { name: 'memory', open: async (clock) => createMemoryStorage({ clock }) }
 * const yours = memory // what opens your adapter
 * const difference = await compareStorages({ storages: [memory, yours], programs: 300 })
 * if (difference) throw new Error(printDifference(difference))
 * ```
 */
export async function compareStorages({
  storages,
  programs,
  seed: first = 1,
  length = 30,
  onProgram,
}: CompareStoragesOptions): Promise<StorageDifference | null> {
  for (let seed = first; seed < first + programs; seed += 1) {
    const program = randomProgram({ random: createSeededRandom(`program ${seed}`), length })
    if (await runProgram({ storages, program, everyStep: false })) {
      return { seed, ...(await shrinkProgram({ storages, program })) }
    }
    onProgram?.(seed - first + 1)
  }
  return null
}

/** For people: each operation on a line, which a test can take as it is, and then what differed. */
export function printDifference({ seed, program, divergence }: StorageDifference): string {
  const { what, step, seen } = divergence
  return [
    `Storages differ on the program of seed ${seed}, of which is needed:`,
    ...program.map((operation, index) => `${index === step ? '>' : ' '} ${JSON.stringify(operation)},`),
    `${what}:`,
    ...Object.entries(seen).map(([name, one]) => `  ${name}: ${JSON.stringify(one)}`),
  ].join('\n')
}
