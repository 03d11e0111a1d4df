import { planOf, simulate } from '@quoin/testing/simulation'

// Runs one seed after another until a promise breaks, and tells the parent. What a planted bug throws is found, too.

const mostSeeds = Number(process.argv[2])
/** A bug may also keep a run from ever ending: it is found by the parent's patience. */
for (let seed = 1; seed <= mostSeeds; seed += 1) {
  const { violations } = await simulate(planOf(seed))
  const [violation] = violations
  if (violation) {
    process.send?.({ seed, ...violation })
    process.exit()
  }
}
process.send?.(null)
