import type { Goal } from './bench.ts'
import type { Outcome } from './run-bench.ts'
import { median } from './statistics.ts'

/** A goal beside what was measured. */
export interface Verdict {
  readonly goal: Goal
  /** The median of the ratios of all rounds. */
  readonly measured: number
  readonly reached: boolean
}

/** Goals that need a contender who took no part are left out. */
export function judge({ bench, rounds }: Outcome): readonly Verdict[] {
  return bench.goals.flatMap((goal) => {
    const own = rounds.get(goal.of)
    const others = goal.over === undefined ? undefined : rounds.get(goal.over)
    if (!own || (goal.over !== undefined && !others)) return []
    const figureIn = (of: typeof own, round: number): number => of[round]?.[goal.figure] ?? Number.NaN
    const measured = median(own.map((_, round) => figureIn(own, round) / (others ? figureIn(others, round) : 1)))
    const reached = 'atLeast' in goal ? measured >= goal.atLeast : measured <= goal.atMost
    return [{ goal, measured, reached }]
  })
}
