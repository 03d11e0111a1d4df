import type { Ground } from '../harness/ground.ts'

/** A job queue as these benches use it. All its jobs are of one kind, due at once, and hold nothing. */
export interface Queue {
  /** Stores so many jobs, many at once. */
  fill(count: number): Promise<void>
  /** Stores one job, as an app does for one order. */
  enqueue(): Promise<void>
  /** Runs jobs until it is stopped. Those under way are finished then. `done` is called after each, once it is settled where that can be told. */
  work(run: () => Promise<void>, done?: () => void): Promise<{ stop(): Promise<void> }>
  /** How many jobs are still to be run. */
  left(): Promise<number>
  /** Forgets all jobs, those that were run too. */
  clear(): Promise<void>
  close(): Promise<void>
}

/** A queue with settings that its documentation names as the best for a purpose. */
export interface QueueSystem {
  readonly name: string
  readonly settings: string
  readonly leftOut?: () => string | null
  open(ground: Ground): Promise<Queue>
}
