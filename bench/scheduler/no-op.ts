import type { Bench } from '../harness/bench.ts'
import { bullmqQueue } from './bullmq-queue.ts'
import { contender } from './contender.ts'
import { drain } from './drain.ts'
import { graphileForThroughput, graphileQueue, graphileWithLocalQueue } from './graphile-queue.ts'
import { pgBossQueue } from './pg-boss-queue.ts'
import type { QueueSystem } from './queue.ts'
import { quoinQueue } from './quoin-queue.ts'

const jobsPerSecond = 'jobs/s'

const drained = (system: QueueSystem) =>
  contender(system, async (queue, ground) => {
    const jobs = ground.pick({ full: 30_000, quick: 5_000, tiny: 40 })
    const budgetMs = ground.pick({ full: 5_000, quick: 1_500, tiny: 30_000 })
    return { [jobsPerSecond]: (await drain(queue, { jobs, budgetMs })).perSecond }
  })

export const noOp: Bench = {
  name: 'scheduler/no-op',
  title: 'Jobs that wait and do nothing are worked off, by one worker with the settings that are best for it.',
  figures: [jobsPerSecond],
  contenders: [
    quoinQueue({ slots: 500 }),
    graphileQueue(graphileForThroughput),
    pgBossQueue({ batchSize: 1000, localConcurrency: 4 }),
    bullmqQueue({ concurrency: 100 }),
  ].map(drained),
  goals: [
    { figure: jobsPerSecond, of: 'Quoin', over: 'graphile-worker', atLeast: 1.6 },
    { figure: jobsPerSecond, of: 'Quoin', over: 'pg-boss', atLeast: 2.4 },
  ],
}

export const tenSlots: Bench = {
  name: 'scheduler/ten-slots',
  title: 'The same, with ten jobs under way at a time.',
  figures: [jobsPerSecond],
  contenders: [
    quoinQueue({ slots: 10 }),
    graphileQueue({ concurrentJobs: 10, maxPoolSize: 11 }),
    graphileQueue(graphileWithLocalQueue(10), 'graphile-worker with a local queue'),
    pgBossQueue({ batchSize: 10, localConcurrency: 1 }),
    bullmqQueue({ concurrency: 10 }),
  ].map(drained),
  goals: [{ figure: jobsPerSecond, of: 'Quoin', over: 'graphile-worker', atLeast: 3 }],
}
