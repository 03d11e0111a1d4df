import { createKyselyStorage, migrateToLatest, pgPrepared } from '@quoin/kysely'
import { Kysely, PostgresDialect } from 'kysely'
import type { Bench, Contender } from '../harness/bench.ts'
import type { Ground } from '../harness/ground.ts'
import { median } from '../harness/statistics.ts'

const p50 = 'p50 ms'
const limit = 10

interface Stored {
  readonly waiting: number
  readonly finished: number
}

const few = { waiting: 1_000, finished: 0 }
const very = (ground: Ground): number => ground.rows ?? ground.pick({ full: 10_000_000, quick: 100_000, tiny: 3_000 })

const [withFew, withWaiting, withFinished] = [
  'Quoin, few jobs',
  'Quoin, very many waiting',
  'Quoin, half as many finished',
]

export const claim: Bench = {
  name: 'scheduler/claim',
  title:
    'Ten jobs are claimed at a time: from a thousand, from ten million (`--rows`), and from a thousand beside half as many finished ones.',
  figures: [p50],
  contenders: [
    claiming(withFew, '1,000 waiting', () => few),
    claiming(withWaiting, '10,000,000 waiting, or as many as asked for', (ground) => ({
      waiting: very(ground),
      finished: 0,
    })),
    claiming(withFinished, '1,000 waiting and 5,000,000 dead ones', (ground) => ({
      ...few,
      finished: very(ground) / 2,
    })),
  ],
  goals: [
    { figure: p50, of: withWaiting, over: withFew, atMost: 1.3 },
    { figure: p50, of: withFinished, over: withFew, atMost: 1.3 },
  ],
}

function claiming(name: string, settings: string, stored: (ground: Ground) => Stored): Contender {
  return {
    name,
    settings: `\`Storage.claimJobs\`, ${settings}, on one connection`,
    async open(ground) {
      const database = await ground.database()
      const pool = database.pool(1)
      const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
      await migrateToLatest({ db })
      const storage = createKyselyStorage({ db, prepared: pgPrepared(pool) })
      const claims = ground.pick({ full: 60, quick: 30, tiny: 3 })
      let made = 0
      // In the order of time, as Quoin's ids are.
      const store = async (count: number, state: 'waiting' | 'dead'): Promise<void> => {
        await pool.query(
          `insert into quoin.retry_operations (id, kind, payload, state, priority, run_at, created_at)
            select ('00000000-0000-7000-8000-' || lpad(to_hex($2::bigint + i), 12, '0'))::uuid, 'send_alert', '{"channel": "gone"}',
              $3, 50, now(), now()
            from generate_series(1, $1::int) i`,
          [count, made, state],
        )
        made += count
      }
      const { waiting, finished } = stored(ground)
      if (finished > 0) await store(finished, 'dead')
      await store(waiting, 'waiting')
      await pool.query('vacuum analyze quoin.retry_operations')

      return {
        async round() {
          const took: number[] = []
          const claimed = new Set<string>()
          for (let turn = 0; turn < claims; turn += 1) {
            const sentAt = performance.now()
            const jobs = await storage.claimJobs({ limit, leaseMs: 600_000 })
            took.push(performance.now() - sentAt)
            for (const { id } of jobs) claimed.add(id)
          }
          if (claimed.size !== claims * limit) throw new Error(`Claimed were ${claimed.size} jobs.`)
          await pool.query(`delete from quoin.retry_operations where state = 'running'`)
          await store(claimed.size, 'waiting')
          return { [p50]: median(took) }
        },
        close: () => database.drop(),
      }
    },
  }
}
