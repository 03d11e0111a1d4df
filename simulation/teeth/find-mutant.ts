import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Mutant } from './mutants.ts'

/** What a planted bug was found by. */
export interface Bite {
  readonly seed: number
  readonly invariant: string
  readonly detail: string
}

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url))

/** Within which each has to be found. */
export const mostSeeds = 10_000

/** Plants a bug in a process of its own, and runs schedules there until a promise breaks; null when none did. */
export function findMutant({ name, seed = 1 }: Mutant, seeds = mostSeeds): Promise<Bite | null> {
  return new Promise((resolve, reject) => {
    const child = fork(here('bite.ts'), [String(seed), String(seeds)], {
      execArgv: ['--conditions=@quoin/source', '--import', here('plant.ts')],
      env: { ...process.env, QUOIN_MUTANT: name },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    let told: Bite | null | undefined
    let errors = ''
    child.stderr?.on('data', (text) => {
      errors += String(text)
    })
    child.on('message', (message: Bite | null) => {
      told = message
    })
    child.on('error', reject)
    child.on('exit', (code) => {
      if (told === undefined) reject(new Error(`The search for "${name}" ended with ${code}. ${errors}`))
      else resolve(told)
    })
  })
}
