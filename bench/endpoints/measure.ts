import { median, percentile } from '../harness/statistics.ts'

/** How long answers took, in milliseconds. */
export interface Latency {
  readonly p50: number
  readonly p99: number
  readonly count: number
}

/**
 * Runs a task many times, with so many at once, until it has run `most` times or the time is up.
 *
 * @param task gets the number of its turn.
 */
export async function measure(
  task: (turn: number) => Promise<unknown>,
  { lanes, most, budgetMs }: { readonly lanes: number; readonly most: number; readonly budgetMs: number },
): Promise<Latency> {
  const took: number[] = []
  const begunAt = performance.now()
  let turn = 0
  const lane = async (): Promise<void> => {
    while (turn < most && (performance.now() - begunAt < budgetMs || turn < lanes)) {
      const at = performance.now()
      const own = turn
      turn += 1
      await task(own)
      took.push(performance.now() - at)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return { p50: median(took), p99: percentile(took, 0.99), count: took.length }
}
