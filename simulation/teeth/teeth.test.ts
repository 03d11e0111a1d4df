import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findMutant } from './find-mutant.ts'
import { mutants } from './mutants.ts'
import { plant } from './plant.ts'

/** For what hangs: each is found in a second or two. */
const patienceMs = 300_000

describe('the simulation has teeth', () => {
  it('plants at least 40 bugs, each with a name of its own', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(40)
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length)
  })

  it.each(mutants)('can plant: $name', (mutant) => {
    const source = readFileSync(new URL(`../../packages/core/src/${mutant.file}`, import.meta.url), 'utf8')
    expect(plant(mutant, source)).not.toBe(source)
  })

  it.each(mutants)('finds: $name', { timeout: patienceMs }, async (mutant) => {
    expect(await findMutant(mutant)).toMatchObject({ invariant: expect.stringMatching(/^INV-\d+$/) })
  })

  it('given a bug that nobody wrote down, then it says so', async () => {
    const unknown = { name: 'nothing', file: 'order/decision.ts', find: 'x', replace: 'x' }
    await expect(findMutant(unknown)).rejects.toThrow('There is no planted bug "nothing"')
  })

  it('given what a bug replaces is not there any more, then it says so', () => {
    const stale = { name: 'stale', file: 'order/decision.ts', find: 'what was there', replace: '' }
    expect(() => plant(stale, 'what is there')).toThrow('The planted bug "stale" is out of date')
  })
})
