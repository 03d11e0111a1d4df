import type { OrderPlan, SimulationPlan } from './plan.ts'
import { type SimulationResult, simulate } from './simulate.ts'
import { type StrikeKind, type StrikeScript, strikeKinds } from './strikes.ts'

/** One order's life in which nothing else is amiss. */
export const calmPlan: SimulationPlan = {
  seed: 1,
  skewsMs: [0, 0],
  orders: [{ index: 0, afterMs: 0, quantity: 2, pays: 'card', comesBack: true, print: 'smooth', deeds: [] }],
  strikes: { script: {} },
  webhooks: { lost: 0, twice: 0, late: 0, forged: 0 },
  faultsForMs: 40 * 60_000,
}

/** The same life, in which somebody does something. */
export function calmPlanWith(order: Partial<OrderPlan>): SimulationPlan {
  return { ...calmPlan, orders: calmPlan.orders.map((one) => ({ ...one, ...order })) }
}

/**
 * Every single place where a life can be struck, in every way: one run for each.
 *
 * @yields each result, whether it kept its promises or not.
 */
export async function* everyCrashPoint(plan: SimulationPlan): AsyncGenerator<SimulationResult> {
  const calls = await countCrashPoints(plan)
  for (let call = 1; call <= calls; call += 1) {
    for (const kind of strikeKinds) yield await simulate(struckBy(plan, { [call]: kind }))
  }
}

/** How many places there are in a life: calls that a process makes. */
export async function countCrashPoints(plan: SimulationPlan): Promise<number> {
  const { calls } = await simulate(plan)
  return calls
}

/** Which pairs of strikes, of all that there are. */
export interface PairOptions {
  /** In which ways. @default crashes and lost answers, which are what work is lost and done twice by */
  readonly kinds?: readonly StrikeKind[]
  /** Only the pairs that begin at this place, counted from 1. */
  readonly first?: number
}

/**
 * Every pair of such places. What the first does to the numbers of the calls after it is part of the pair.
 *
 * @yields each result, whether it kept its promises or not.
 */
export async function* everyPairOfCrashPoints(
  plan: SimulationPlan,
  { kinds = ['crash_before', 'crash_after', 'answer_lost'], first: only }: PairOptions = {},
): AsyncGenerator<SimulationResult> {
  const [from, to] = only === undefined ? [1, await countCrashPoints(plan)] : [only, only]
  for (let first = from; first <= to; first += 1) {
    for (const kind of kinds) {
      const then = await countCrashPoints(struckBy(plan, { [first]: kind }))
      for (let second = first + 1; second <= then; second += 1) {
        for (const other of kinds) yield await simulate(struckBy(plan, { [first]: kind, [second]: other }))
      }
    }
  }
}

function struckBy(plan: SimulationPlan, script: StrikeScript): SimulationPlan {
  return { ...plan, strikes: { script } }
}
