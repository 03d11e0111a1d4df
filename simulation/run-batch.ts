import {
  calmPlan,
  everyCrashPoint,
  everyPairOfCrashPoints,
  planOf,
  type SimulationPlan,
  type SimulationResult,
  simulate,
  type Violation,
} from '@quoin/testing/simulation'

/** A part of a run that one process does. */
export type Batch =
  | { readonly kind: 'seeds'; readonly from: number; readonly to: number; readonly orders: number }
  | { readonly kind: 'singles' }
  | { readonly kind: 'pairs'; readonly first: number }

/** What came of it. */
export interface BatchResult {
  readonly runs: number
  readonly steps: number
  readonly prints: number
  readonly strikes: number
  readonly crashes: number
  readonly virtualMs: number
  /** The plans that broke a promise. */
  readonly broken: readonly { readonly plan: SimulationPlan; readonly violations: readonly Violation[] }[]
}

export const nothing: BatchResult = { runs: 0, steps: 0, prints: 0, strikes: 0, crashes: 0, virtualMs: 0, broken: [] }

export async function runBatch(batch: Batch): Promise<BatchResult> {
  let sum = nothing
  for await (const { plan, steps, prints, counts, virtualMs, violations } of resultsOf(batch)) {
    const { strikes, crashes } = counts
    const broken = violations.length > 0 ? [{ plan, violations }] : []
    sum = addResults(sum, { runs: 1, steps, prints, strikes, crashes, virtualMs, broken })
  }
  return sum
}

async function* resultsOf(batch: Batch): AsyncGenerator<SimulationResult> {
  switch (batch.kind) {
    case 'seeds':
      for (let seed = batch.from; seed <= batch.to; seed += 1) {
        yield await simulate(planOf(seed, { orders: batch.orders }))
      }
      return
    case 'singles':
      yield* everyCrashPoint(calmPlan)
      return
    case 'pairs':
      yield* everyPairOfCrashPoints(calmPlan, { first: batch.first })
  }
}

export function addResults(a: BatchResult, b: BatchResult): BatchResult {
  return {
    runs: a.runs + b.runs,
    steps: a.steps + b.steps,
    prints: a.prints + b.prints,
    strikes: a.strikes + b.strikes,
    crashes: a.crashes + b.crashes,
    virtualMs: a.virtualMs + b.virtualMs,
    broken: [...a.broken, ...b.broken],
  }
}
