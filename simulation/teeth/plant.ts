import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { type Mutant, mutants } from './mutants.ts'

// Loaded before everything else with `--import`: plants one bug in the sources as they are loaded, and in no file.

/** The source with the bug in it. @throws {Error} when what it replaces isn't there exactly once: the bug is out of date. */
export function plant({ name, file, find, replace }: Mutant, source: string): string {
  const parts = source.split(find)
  const [before, after, ...others] = parts
  if (before === undefined || after === undefined || others.length > 0) {
    throw new Error(`The planted bug "${name}" is out of date: ${file} has what it replaces ${parts.length - 1} times.`)
  }
  return before + replace + after
}

const name = process.env['QUOIN_MUTANT']
if (name !== undefined) {
  const mutant = mutants.find((one) => one.name === name)
  if (!mutant) throw new Error(`There is no planted bug "${name}".`)
  registerHooks({
    load(url, context, next) {
      if (!url.endsWith(`/packages/core/src/${mutant.file}`)) return next(url, context)
      return {
        format: 'module-typescript',
        shortCircuit: true,
        source: plant(mutant, readFileSync(fileURLToPath(url), 'utf8')),
      }
    },
  })
}
