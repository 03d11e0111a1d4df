import { Queue as BullQueue, Worker } from 'bullmq'
import { versionOf } from '../harness/version-of.ts'
import type { QueueSystem } from './queue.ts'
import { redisLeftOut, startRedis } from './redis.ts'

export function bullmqQueue({ concurrency }: { readonly concurrency: number }): QueueSystem {
  return {
    name: 'BullMQ',
    settings: `${versionOf('bullmq')}; concurrency ${concurrency}, finished jobs removed; Redis writes its log to the disk once a second, so less is durable`,
    leftOut: redisLeftOut,
    async open() {
      const redis = await startRedis()
      const connection = { url: redis.url, maxRetriesPerRequest: null }
      const queue = new BullQueue('nothing', { connection, defaultJobOptions: { removeOnComplete: true } })

      return {
        async fill(count) {
          for (let stored = 0; stored < count; stored += 1000) {
            const length = Math.min(1000, count - stored)
            await queue.addBulk(Array.from({ length }, () => ({ name: 'nothing', data: {} })))
          }
        },
        async enqueue() {
          await queue.add('nothing', {})
        },
        async work(run, done = () => {}) {
          const worker = new Worker('nothing', () => run().then(done), { connection, concurrency })
          await worker.waitUntilReady()
          return { stop: () => worker.close() }
        },
        async left() {
          return (await queue.count()) + (await queue.getActiveCount())
        },
        async clear() {
          await queue.obliterate({ force: true })
        },
        async close() {
          await queue.close()
          await redis.stop()
        },
      }
    },
  }
}
