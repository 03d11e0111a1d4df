import type { JobEngine, Quoin, QuoinOptions, Storage, Timer } from '@quoin/core'
import { createManualClock } from '../../manual-clock.ts'
import { openTestShop, type TestShop } from '../../test-shop.ts'

/** One engine on one empty database. */
export interface JobEngineUnderTest {
  /** The storage as another process has it. Called once for each. */
  storage(): Storage
  /** The engine as another process has it, which answers so many wake-ups at once. Left out: Quoin's own worker, which needs none. */
  engine?(concurrency: number): Promise<JobEngine>
  close(): Promise<void>
}

interface WorkingOptions {
  /** As many wake-ups are answered at once. @default 2 */
  readonly concurrency?: number
  /** As many jobs come of one. @default 10 */
  readonly slots?: number
  /** How long jobs are held, and how often is looked for some without a wake-up. @default so long that no case comes to see it */
  readonly leaseMs?: number
  readonly timer?: Timer
  /** Whether it hears of jobs that others store. @default true */
  readonly hears?: boolean
  /** How it reaches the engine. @default as the engine is */
  readonly through?: (engine: JobEngine) => JobEngine
}

/** A shop of several processes: one for its customers, which runs no job, and those that work. */
export interface Processes {
  readonly shop: TestShop
  /** Stores, from where no job runs, a job for each of these notes. */
  store(...notes: readonly string[]): Promise<void>
  /** Another process works: each job calls `run` with its note. */
  work(run: (note: string) => Promise<void> | void, options?: WorkingOptions): Promise<Quoin>
  /** The process of the customers sends wake-ups, too. */
  sendFromShop(): Promise<void>
  /** How many of the jobs are not done. */
  left(): Promise<number>
}

const longer = 3_600_000

export async function openProcesses(subject: JobEngineUnderTest): Promise<Processes> {
  // Jobs are due by the database's clock; orders and simulators have one that is moved.
  const clock = createManualClock('2026-03-01T09:00:00Z')
  const shop = await openTestShop({
    storage: subject.storage(),
    clock,
    overrides: { retry: { baseDelayMs: 50 }, subscribe: { 'order.changed': () => {} } },
  })
  const { orderId } = await shop.checkout()

  return {
    shop,
    async store(...notes) {
      for (const note of notes) await shop.quoin.orders.addNote(orderId, note, 'admin:1')
    },
    async work(run, options = {}) {
      const {
        concurrency = 2,
        slots = 10,
        leaseMs = longer,
        timer,
        hears = true,
        through = (engine) => engine,
      } = options
      const storage = subject.storage()
      const overrides: Partial<QuoinOptions> = {
        storage: hears ? storage : deaf(storage),
        subscribe: {
          async 'order.changed'({ event: { event } }) {
            if (event.type === 'note_added') await run(event.note)
          },
        },
        ...(timer && { timer }),
      }
      const engine = await subject.engine?.(concurrency)
      // A worker of its own has as many slots as all wake-ups together.
      const quoin = shop.another({ ...overrides, worker: { leaseMs, slots: engine ? slots : slots * concurrency } })
      if (engine) await quoin.worker.startOn(through(engine))
      else quoin.worker.start()
      return quoin
    },
    async sendFromShop() {
      const engine = await subject.engine?.(1)
      if (engine) await shop.quoin.worker.startOn({ send: () => engine.send() })
    },
    async left() {
      const jobs = await shop.quoin.orders.jobs(orderId)
      return jobs.filter(({ kind }) => kind === 'run_subscription').length
    },
  }
}

function deaf({ onJobs: _, ...storage }: Storage): Storage {
  return storage
}
