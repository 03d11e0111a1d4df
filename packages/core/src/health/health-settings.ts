import type { StageSlos } from './stage-slos.ts'

/** When the shop counts as unwell. */
export interface HealthSettings {
  /** How long an order may be in each stage. */
  readonly stageSlos: StageSlos
  /** A database that takes longer to answer is slow. */
  readonly slowDatabaseMs: number
  /** The time between two looks; null: nobody looks by itself. */
  readonly watchEveryMs: number | null
}
