import type { JobEngine } from '@quoin/core'

/** The part of a `PgBoss` that is used here. */
export interface PgBossLike {
  createQueue(name: string, options: typeof queueOptions): Promise<void>
  send(name: string): Promise<unknown>
  work(
    name: string,
    options: { localConcurrency: number; pollingIntervalSeconds: number },
    handler: () => Promise<void>,
  ): Promise<unknown>
  offWork(name: string, options: { wait: boolean }): Promise<void>
}

/** What {@link pgBossEngine} needs. */
export interface PgBossEngineOptions {
  /** The host's own, started before Quoin's worker and stopped after it. */
  readonly boss: PgBossLike
  /** Which queue carries the wake-ups; it is made when it is first needed. Another shop in the same schema of pg-boss takes another. @default 'quoin' */
  readonly queue?: string
  /** As many wake-ups this process answers at once; 0: it only sends some, for jobs that it stores and others run. @default 4 */
  readonly concurrency?: number
  /** How often each of them looks for a wake-up when pg-boss does not listen; at least 500. @default 1000 */
  readonly pollIntervalMs?: number
}

/** Of wake-ups that nobody has begun to answer, one is kept; those that were answered are of no use. */
const queueOptions = { policy: 'short', notify: true, retryLimit: 0, deleteAfterSeconds: 60 } as const

/**
 * Quoin's jobs on pg-boss, 12.21.1 or later: its queue carries wake-ups, and says how many are answered at a time. The jobs themselves stay rows
 * of Quoin's tables, so nothing that happens to a queue can lose one or do it twice.
 *
 * With `useListenNotify` pg-boss hears of a wake-up at once, otherwise when it looks next. A worker of Quoin that can not LISTEN
 * does not hear of jobs that other processes store: let these send, too, with a `concurrency` of 0.
 *
 * @example
 * ```ts
 * import type { Quoin } from '@quoin/core'
 * import { pgBossEngine } from '@quoin/pg-boss'
 * import { PgBoss } from 'pg-boss'
 *
 * export async function work(quoin: Quoin): Promise<void> {
 *   const boss = new PgBoss({ connectionString: 'postgres://localhost/shop', useListenNotify: true })
 *   boss.on('error', (error) => console.error(error))
 *   await boss.start()
 *   await quoin.worker.startOn(pgBossEngine({ boss }))
 *   process.once('SIGTERM', async () => {
 *     await quoin.worker.stop()
 *     await boss.stop()
 *   })
 * }
 * ```
 */
export function pgBossEngine(options: PgBossEngineOptions): JobEngine {
  const { boss, queue = 'quoin', concurrency = 4, pollIntervalMs = 1000 } = options
  let making: Promise<void> | undefined

  function made(): Promise<void> {
    making ??= boss.createQueue(queue, queueOptions).catch((error: unknown) => {
      making = undefined
      throw error
    })
    return making
  }

  async function send(): Promise<void> {
    await made()
    await boss.send(queue)
  }

  if (concurrency === 0) return { send }
  return {
    send,
    async receive(answer) {
      await made()
      const pollingIntervalSeconds = pollIntervalMs / 1000
      await boss.work(queue, { localConcurrency: concurrency, pollingIntervalSeconds }, answer)
      return () => boss.offWork(queue, { wait: true })
    },
  }
}
