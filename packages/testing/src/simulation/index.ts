export {
  calmPlan,
  calmPlanWith,
  countCrashPoints,
  everyCrashPoint,
  everyPairOfCrashPoints,
  type PairOptions,
} from './crash-points.ts'
export {
  type Deed,
  type DeedKind,
  type OrderPlan,
  type PaymentWay,
  type PrintWay,
  planOf,
  type SimulationPlan,
} from './plan.ts'
export { regressionTest, type ShrinkOptions, shrink } from './shrink.ts'
export { type SimulationResult, simulate } from './simulate.ts'
export type { StrikeKind, StrikeScript } from './strikes.ts'
export type { Violation } from './world.ts'
