import { describe, expect, it } from 'vitest'
import { calmPlan, everyCrashPoint, everyPairOfCrashPoints } from './crash-points.ts'
import { planOf } from './plan.ts'
import { simulate } from './simulate.ts'
import type { Violation } from './world.ts'

describe('a shop in virtual time', () => {
  it('INV-20 given the same seed, then all happens again in the same way', async () => {
    for (const seed of [1, 6, 20]) {
      const once = await simulate(planOf(seed))
      expect((await simulate(planOf(seed))).hash).toBe(once.hash)
      expect(once.steps).toBeGreaterThan(100)
    }
  })

  it('F01 F11 F12 F50 F51 F52 F53 F79 INV-1 INV-2 INV-3 INV-11 INV-12 INV-15 keep their promises through 1,000 schedules of faults', {
    timeout: 300_000,
  }, async () => {
    const broken: { readonly seed: number; readonly violations: readonly Violation[] }[] = []
    let [prints, strikes] = [0, 0]
    for (let seed = 1; seed <= 1_000; seed += 1) {
      const result = await simulate(planOf(seed))
      prints += result.prints
      strikes += result.counts.strikes
      if (result.violations.length > 0) broken.push({ seed, violations: result.violations })
    }
    expect(broken).toEqual([])
    expect(prints).toBeGreaterThan(1_000)
    expect(strikes).toBeGreaterThan(10_000)
  })

  it('F08 F09 F34 F35 F36 F72 F76 F77 F78 F87 INV-1 INV-2 holds at every single place where one life can be struck, in every way', async () => {
    let runs = 0
    for await (const { violations, plan } of everyCrashPoint(calmPlan)) {
      runs += 1
      expect({ strikes: plan.strikes, violations }).toEqual({ strikes: plan.strikes, violations: [] })
    }
    expect(runs).toBeGreaterThan(500)
  })

  it('INV-1 INV-2 holds at the first pairs of such places', async () => {
    let runs = 0
    for await (const { violations, struck } of everyPairOfCrashPoints(calmPlan)) {
      expect({ struck, violations }).toEqual({ struck, violations: [] })
      runs += 1
      if (runs === 200) break
    }
    expect(runs).toBe(200)
  })

  it('given what becomes of the prints of an order, then that order has it, whichever comes first', async () => {
    const [order] = calmPlan.orders
    if (!order) throw new Error('There is one.')
    const orders = [
      { ...order, index: 0, afterMs: 60_000, print: 'dropped' as const },
      { ...order, index: 1, afterMs: 0 },
    ]
    const { trace } = await simulate({ ...calmPlan, orders }, { trace: true })
    // The first to come is the second of the plan: its print is begun and sent, the other one only dropped.
    const moves = (id: string) => trace.filter((line) => line.endsWith(`prodigi moves ${id}`)).length
    expect([moves('ord_1'), moves('ord_2')]).toEqual([2, 1])
  })
})
