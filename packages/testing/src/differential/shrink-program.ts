import { leaveOut } from '../leave-out.ts'
import { type Divergence, type RunProgramOptions, runProgram } from './run-program.ts'
import type { CommitOperation, StorageOperation } from './storage-operation.ts'

/** A program in which nothing can be left out, and what it shows. */
export interface LeastProgram {
  readonly program: readonly StorageOperation[]
  readonly divergence: Divergence
}

/**
 * The least of a program on which the storages still differ.
 *
 * @throws {TypeError} when they do not differ on the program.
 */
export async function shrinkProgram({ storages, program }: RunProgramOptions): Promise<LeastProgram> {
  const found = await runProgram({ storages, program })
  if (!found) throw new TypeError('The storages agree on the program.')
  let least: LeastProgram = { program, divergence: found }

  const attempt = async (smaller: readonly StorageOperation[]): Promise<boolean> => {
    const divergence = await runProgram({ storages, program: smaller })
    if (!divergence) return false
    least = { program: smaller, divergence }
    return true
  }

  await attempt(program.slice(0, found.step + 1))
  for (let before = ''; before !== JSON.stringify(least.program); ) {
    before = JSON.stringify(least.program)
    await leaveOut(() => least.program, attempt)
    for (let index = 0; index < least.program.length; index += 1) {
      for (const smaller of smallerOnes(least.program[index])) await attempt(least.program.with(index, smaller))
    }
  }
  return least
}

/** The operation without one of its parts, or one of its parts without one of its own. */
function smallerOnes(operation: StorageOperation | undefined): StorageOperation[] {
  if (operation?.do !== 'commit') return []
  const { order, jobs, events, notifications, settle } = operation
  const lists = { jobs, events, notifications }
  const fewer = Object.entries(lists).flatMap(([name, list = []]) =>
    list.length > 1 ? list.map((_, index) => ({ ...operation, [name]: list.toSpliced(index, 1) })) : [],
  )
  const without = (part: keyof CommitOperation): CommitOperation => {
    const { [part]: _, ...rest } = operation
    return { ...rest, do: 'commit' }
  }
  const parts = (['order', 'jobs', 'events', 'notifications', 'settle'] as const).filter((part) => operation[part])
  const plainer = Object.keys(order ?? {})
    .filter((field) => !needed.has(field))
    .map((field) => ({
      ...operation,
      ...(order && { order: { ...order, ...Object.fromEntries([[field, undefined]]) } }),
    }))
  return [...(settle || parts.length > 1 ? parts.map(without) : []), ...fewer, ...plainer]
}

const needed = new Set(['order', 'expect', 'number', 'createdAt', 'updatedAt'])
