import { planOf, simulate } from '@quoin/testing/simulation'

// Runs schedules until a promise breaks, and tells the parent by which. The seed that found the bug before is the first.

const [firstSeed, seeds] = process.argv.slice(2).map(Number)

function* order(): Generator<number> {
  if (firstSeed !== undefined) yield firstSeed
  for (let seed = 1; seed <= Number(seeds); seed += 1) yield seed
}

async function bite(): Promise<object | null> {
  for (const seed of order()) {
    const { violations } = await simulate(planOf(seed))
    const [violation] = violations
    if (violation) return { seed, ...violation }
  }
  return null
}

const found = await bite()
process.send?.(found, () => process.exit())
