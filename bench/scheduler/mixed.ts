import { setTimeout as sleep } from 'node:timers/promises'
import type { Bench } from '../harness/bench.ts'
import { bullmqQueue } from './bullmq-queue.ts'
import { contender } from './contender.ts'
import { drain } from './drain.ts'
import { graphileQueue, graphileWithLocalQueue } from './graphile-queue.ts'
import { pgBossQueue } from './pg-boss-queue.ts'
import type { QueueSystem } from './queue.ts'
import { quoinQueue } from './quoin-queue.ts'
import { scheduleMs } from './schedule-ms.ts'

const ofPerfect = 'share of a perfect schedule'
const slots = 50
/** Each hundredth job takes fifty times as long. */
const duration = (job: number): number => (job % 100 === 99 ? 1_000 : 20)

export const mixed: Bench = {
  name: 'scheduler/mixed',
  title: `Jobs of 20 ms, each hundredth of 1 s, ${slots} at a time: the time of a schedule in which no slot ever waits, over the time it took.`,
  figures: [ofPerfect],
  contenders: [
    quoinQueue({ slots }),
    graphileQueue({ concurrentJobs: slots, maxPoolSize: slots + 1 }),
    graphileQueue(graphileWithLocalQueue(slots), 'graphile-worker with a local queue'),
    pgBossQueue({ batchSize: 2, localConcurrency: slots / 2 }),
    bullmqQueue({ concurrency: slots }),
  ].map((system: QueueSystem) =>
    contender(system, async (queue, ground) => {
      const jobs = ground.pick({ full: 3_000, quick: 1_000, tiny: 100 })
      let begun = 0
      const { tookMs } = await drain(queue, {
        jobs,
        budgetMs: 120_000,
        run: async () => {
          begun += 1
          await sleep(duration(begun - 1))
        },
      })
      return {
        [ofPerfect]:
          scheduleMs(
            Array.from({ length: jobs }, (_, job) => duration(job)),
            slots,
          ) / tookMs,
      }
    }),
  ),
  goals: [{ figure: ofPerfect, of: 'Quoin', atLeast: 0.9 }],
}
