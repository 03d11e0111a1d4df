import type { JobEngine } from '@quoin/core'

/** The part of a `Queue` of BullMQ that is used here. */
export interface BullmqQueueLike {
  add(name: string, data: Record<string, never>, options: typeof jobOptions): Promise<unknown>
}

/** The part of a `Job` of BullMQ that is used here. */
export interface BullmqJobLike {
  removeDeduplicationKey(): Promise<boolean>
}

/** The part of a `Worker` of BullMQ that is used here. */
export interface BullmqWorkerLike {
  waitUntilReady(): Promise<unknown>
  /** Takes no more jobs, and resolves when those under way have ended. */
  close(): Promise<void>
}

/** What {@link bullmqEngine} needs. */
export interface BullmqEngineOptions {
  /** Which queue carries the wake-ups, and nothing else. The host closes it, after Quoin's worker has stopped. */
  readonly queue: BullmqQueueLike
  /**
   * Makes what works off that queue, when Quoin's worker starts; as many wake-ups are answered at once as its `concurrency`
   * says. It is closed when Quoin's worker stops. @default none: this process only sends wake-ups, for jobs that it stores and others run
   */
  readonly worker?: (answer: (job: BullmqJobLike) => Promise<void>) => BullmqWorkerLike
}

/** Of wake-ups that nobody has begun to answer, one is kept; those that were answered are of no use. */
const jobOptions = { deduplication: { id: 'wake-up' }, removeOnComplete: true, removeOnFail: 100 } as const

/**
 * Quoin's jobs on BullMQ 6, with Redis or Postgres behind it: its queue carries wake-ups, and its workers say how many are
 * answered at a time. The jobs themselves stay rows of Quoin's tables, so nothing that happens to Redis can lose one or do it twice.
 *
 * A worker of Quoin whose storage can not LISTEN does not hear of jobs that other processes store: let these send, too, by an
 * engine without a `worker`.
 *
 * @example
 * ```ts
 * import { bullmqEngine } from '@quoin/bullmq'
 * import type { Quoin } from '@quoin/core'
 * import { Queue, Worker } from 'bullmq'
 *
 * export async function work(quoin: Quoin): Promise<void> {
 *   const connection = { url: 'redis://localhost:6379', maxRetriesPerRequest: null }
 *   const queue = new Queue('quoin', { connection })
 *   const engine = bullmqEngine({
 *     queue,
 *     worker: (answer) => new Worker('quoin', answer, { connection, concurrency: 4 }),
 *   })
 *   await quoin.worker.startOn(engine)
 *   process.once('SIGTERM', async () => {
 *     await quoin.worker.stop()
 *     await queue.close()
 *   })
 * }
 * ```
 */
export function bullmqEngine({ queue, worker }: BullmqEngineOptions): JobEngine {
  async function send(): Promise<void> {
    await queue.add('wake-up', {}, jobOptions)
  }

  if (!worker) return { send }
  return {
    send,
    async receive(answer) {
      const answering = worker(async (job) => {
        // For BullMQ a job that runs stands for others, too. What is stored from now on needs a wake-up of its own.
        await job.removeDeduplicationKey()
        await answer()
      })
      await answering.waitUntilReady()
      return () => answering.close()
    },
  }
}
