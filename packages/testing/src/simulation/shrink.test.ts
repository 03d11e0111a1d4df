import { describe, expect, it } from 'vitest'
import { planOf, type SimulationPlan } from './plan.ts'
import { regressionTest, shrink } from './shrink.ts'
import { type SimulationResult, simulate } from './simulate.ts'

const base = await simulate({ ...planOf(1), orders: [], strikes: { script: {} }, faultsForMs: 0 })
const script = { 3: 'crash_after', 17: 'answer_lost', 40: 'late' } as const

/** A shop with one fault: it breaks a promise when its second order is struck at call 17. */
async function faulty(plan: SimulationPlan): Promise<SimulationResult> {
  const struck = 'script' in plan.strikes ? plan.strikes.script : script
  const isBroken = plan.orders.some(({ index }) => index === 1) && struck[17] === 'answer_lost'
  const violations = isBroken ? [{ invariant: 'INV-1', detail: 'Two prints.', atMs: 0 }] : []
  return { ...base, plan, struck, violations }
}

describe('making a failing plan small', () => {
  const plan: SimulationPlan = {
    ...planOf(7),
    skewsMs: [5_000, -5_000],
    webhooks: { lost: 0.5, twice: 0.5, late: 0.5, forged: 2 },
  }

  it('given one order and one strike break it, then these are all that is left', async () => {
    const { plan: least, violations } = await shrink(plan, { run: faulty })
    expect(violations).toMatchObject([{ invariant: 'INV-1' }])
    expect(least.orders).toMatchObject([{ index: 1, deeds: [] }])
    expect(least).toMatchObject({
      strikes: { script: { 17: 'answer_lost' } },
      webhooks: { lost: 0, twice: 0, late: 0, forged: 0 },
      skewsMs: [0],
    })
    expect('script' in least.strikes && Object.keys(least.strikes.script)).toEqual(['17'])
  })

  it('given so many runs are allowed, then no more are made', async () => {
    let runs = 0
    const counted = (smaller: SimulationPlan) => {
      runs += 1
      return faulty(smaller)
    }
    await shrink(plan, { run: counted, runs: 5 })
    // The first look and the last one, with its trace, beside them.
    expect(runs).toBe(7)
  })

  it('given a plan that breaks nothing, then it says so', async () => {
    await expect(shrink({ ...plan, orders: [] }, { run: faulty })).rejects.toThrow(TypeError)
  })

  it('writes the test that makes it happen again', async () => {
    const text = regressionTest(await shrink(plan, { run: faulty }))
    expect(text).toContain('INV-1 holds where seed 7 of the simulation once broke it')
    expect(text).toContain('"script":{"17":"answer_lost"}')
  })
})
