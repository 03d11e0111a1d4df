import { setTimeout as sleep } from 'node:timers/promises'
import type { Queue } from './queue.ts'

const settleMs = 5_000

export interface DrainOptions {
  /** Jobs that wait when it begins. */
  readonly jobs: number
  /** When not all are done by then, the rest is left. */
  readonly budgetMs: number
  /** What each does. */
  readonly run?: () => Promise<void>
}

export interface Drained {
  /** Jobs that were done. */
  readonly done: number
  /** Jobs done after the first one, a second: the time until a worker is up is not part of it. */
  readonly perSecond: number
  /** From the begin of the first job to the end of the last. */
  readonly tookMs: number
}

/** Stores jobs and has them run. Throws when one was lost or run twice. */
export async function drain(queue: Queue, { jobs, budgetMs, run = async () => {} }: DrainOptions): Promise<Drained> {
  await queue.fill(jobs)
  let [begun, done, begunAt, firstAt, lastAt] = [0, 0, 0, 0, 0]
  const { promise: all, resolve: allDone } = Promise.withResolvers<void>()
  const worker = await queue.work(
    () => {
      if (begun === 0) begunAt = performance.now()
      begun += 1
      return run()
    },
    () => {
      lastAt = performance.now()
      if (done === 0) firstAt = lastAt
      done += 1
      if (done === jobs) allDone()
    },
  )
  await Promise.race([all, sleep(budgetMs, undefined, { ref: false })])
  const measured = { perSecond: ((done - 1) / (lastAt - firstAt)) * 1000, tookMs: lastAt - begunAt }
  await worker.stop()
  await mustAddUp(queue, begun, jobs)
  await queue.clear()
  return { done, ...measured }
}

/** A job that was run may be settled a moment after its worker was stopped. */
async function mustAddUp(queue: Queue, ran: number, jobs: number): Promise<void> {
  const untilAt = performance.now() + settleMs
  for (;;) {
    const left = await queue.left()
    if (ran + left === jobs) return
    if (performance.now() > untilAt) throw new Error(`Of ${jobs} jobs ${ran} were run and ${left} are left.`)
    await sleep(10)
  }
}
