import { leaveOut } from '../leave-out.ts'
import type { SimulationPlan } from './plan.ts'
import { type SimulationResult, simulate } from './simulate.ts'

/** How a plan is made smaller, and how long that is tried. */
export interface ShrinkOptions {
  /** How often the plan may be run. @default 500 */
  readonly runs?: number
  /** How a plan is run. @default simulate */
  readonly run?: typeof simulate
}

/**
 * The least of a plan that still breaks the same promise: what befell it is made a script, and then orders, deeds, strikes and
 * whatever else is not needed is taken out, as long as the same promise breaks.
 *
 * @throws {TypeError} when the plan breaks nothing.
 */
export async function shrink(
  plan: SimulationPlan,
  { runs = 500, run = simulate }: ShrinkOptions = {},
): Promise<SimulationResult> {
  const first = await run(plan)
  const invariant = first.violations[0]?.invariant
  if (invariant === undefined) throw new TypeError('The plan breaks no promise.')
  let left = runs
  let least = first

  const attempt = async (smaller: SimulationPlan): Promise<boolean> => {
    if (left < 1) return false
    left -= 1
    const result = await run(smaller)
    if (result.violations[0]?.invariant !== invariant) return false
    least = result
    return true
  }

  await attempt({ ...plan, strikes: { script: first.struck } })
  for (let before = ''; before !== JSON.stringify(least.plan) && left > 0; ) {
    before = JSON.stringify(least.plan)
    await leaveOut(
      () => least.plan.orders,
      (orders) => attempt({ ...least.plan, orders }),
    )
    for (const { index } of least.plan.orders) {
      await leaveOut(
        () => least.plan.orders.find((order) => order.index === index)?.deeds ?? [],
        (deeds) => {
          const orders = least.plan.orders.map((order) => (order.index === index ? { ...order, deeds } : order))
          return attempt({ ...least.plan, orders })
        },
      )
    }
    await leaveOut(
      () => Object.entries(scriptOf(least.plan)),
      (entries) => attempt({ ...least.plan, strikes: { script: Object.fromEntries(entries) } }),
    )
    for (const calm of calms) {
      const calmer = calm(least.plan)
      if (JSON.stringify(calmer) !== JSON.stringify(least.plan)) await attempt(calmer)
    }
  }
  return run(least.plan, { trace: true })
}

function scriptOf({ strikes }: SimulationPlan) {
  return 'script' in strikes ? strikes.script : {}
}

/** Each takes one trouble out. */
const calms: readonly ((plan: SimulationPlan) => SimulationPlan)[] = [
  ...(['lost', 'twice', 'late', 'forged'] as const).map((trouble) => (plan: SimulationPlan) => ({
    ...plan,
    webhooks: { ...plan.webhooks, [trouble]: 0 },
  })),
  (plan) => ({ ...plan, skewsMs: plan.skewsMs.map(() => 0) }),
  (plan) => ({ ...plan, skewsMs: plan.skewsMs.slice(0, 1) }),
]

/** A test that makes it happen again. */
export function regressionTest({ plan, violations }: SimulationResult): string {
  const [broken] = violations
  return `it('${broken?.invariant} holds where seed ${plan.seed} of the simulation once broke it', async () => {
  const { violations } = await simulate(${JSON.stringify(plan)})
  expect(violations).toEqual([])
})`
}
