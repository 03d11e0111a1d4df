import { availableParallelism } from 'node:os'
import { findMutant } from './find-mutant.ts'
import { type Mutant, mutants } from './mutants.ts'

// Plants each bug, or those whose names have all the given words, and prints what it was found by.

const words = process.argv.slice(2).filter((word) => word !== '--')
const chosen = mutants.filter(({ name }) => words.every((word) => name.includes(word)))
const waiting = chosen[Symbol.iterator]()
let missed = 0

const say = (text: string): void => void process.stdout.write(`${text}\n`)

async function bite(mutant: Mutant): Promise<void> {
  const startedAt = performance.now()
  const found = await findMutant(mutant)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  if (!found) missed += 1
  say(
    found
      ? `seed ${found.seed}, ${found.invariant}, ${seconds} s: ${mutant.name}`
      : `MISSED, ${seconds} s: ${mutant.name}`,
  )
}

async function workThrough(): Promise<void> {
  for (const mutant of waiting) await bite(mutant)
}

await Promise.all(Array.from({ length: availableParallelism() }, workThrough))
say(`${chosen.length - missed} of ${chosen.length} planted bugs were found.`)
process.exitCode = missed > 0 || chosen.length === 0 ? 1 : 0
