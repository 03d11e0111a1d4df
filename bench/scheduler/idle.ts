import { setTimeout as sleep } from 'node:timers/promises'
import type { Bench } from '../harness/bench.ts'
import { median, percentile } from '../harness/statistics.ts'
import { bullmqQueue } from './bullmq-queue.ts'
import { contender } from './contender.ts'
import { graphileQueue } from './graphile-queue.ts'
import { pgBossQueue } from './pg-boss-queue.ts'
import type { Queue, QueueSystem } from './queue.ts'
import { quoinQueue } from './quoin-queue.ts'

const [p50, p99] = ['p50 ms', 'p99 ms']

/** From before a job is stored to its begin, for one job after the other. */
async function startDelays(queue: Queue, count: number): Promise<readonly number[]> {
  let begin = (): void => {}
  const worker = await queue.work(async () => begin())
  const delays: number[] = []
  // The first of them waits until the worker is up.
  for (let job = 0; job <= count; job += 1) {
    await sleep(3 + ((job * 7) % 11))
    const { promise: begun, resolve } = Promise.withResolvers<number>()
    begin = () => resolve(performance.now())
    const storedAt = performance.now()
    await queue.enqueue()
    const delay = (await begun) - storedAt
    if (job > 0) delays.push(delay)
  }
  await worker.stop()
  await queue.clear()
  return delays
}

export const idle: Bench = {
  name: 'scheduler/idle',
  title:
    'A worker with nothing to do is given one job at a time, by another connection: from before it is stored to its begin.',
  figures: [p50, p99],
  contenders: [
    quoinQueue({ slots: 10 }),
    graphileQueue({ concurrentJobs: 10, maxPoolSize: 11 }),
    pgBossQueue({ batchSize: 1, localConcurrency: 10, notify: true }),
    bullmqQueue({ concurrency: 10 }),
  ].map((system: QueueSystem) =>
    contender(system, async (queue, ground) => {
      const delays = await startDelays(queue, ground.pick({ full: 150, quick: 50, tiny: 3 }))
      return { [p50]: median(delays), [p99]: percentile(delays, 0.99) }
    }),
  ),
  goals: [{ figure: p50, of: 'Quoin', over: 'graphile-worker', atMost: 0.85 }],
}
