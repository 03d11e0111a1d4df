import { Client } from 'pg'
import type { Bench, Contender } from '../harness/bench.ts'
import { median } from '../harness/statistics.ts'
import { watchedGround } from '../harness/watched-ground.ts'
import { drain } from './drain.ts'
import { graphileQueue, graphileWithLocalQueue } from './graphile-queue.ts'
import { pgBossQueue } from './pg-boss-queue.ts'
import type { QueueSystem } from './queue.ts'
import { quoinQueue } from './quoin-queue.ts'

const figures = ['first quarter p50 ms', 'last quarter p50 ms', 'last over first', 'jobs done'] as const
const [first, last, growth, jobsDone] = figures

/** Times the claims of a worker, as it sends them, while another session keeps every dead row from being removed. */
function held({ open, ...about }: QueueSystem): Contender {
  return {
    ...about,
    async open(ground) {
      let claims: number[] = []
      let url = ''
      const queue = await open(
        watchedGround(ground, {
          onDatabase: (database) => {
            url = database.url
          },
          onStatement: (text, ms) => {
            if (/skip locked/i.test(text)) claims.push(ms)
          },
        }),
      )
      return {
        async round() {
          const holder = new Client({ connectionString: url })
          await holder.connect()
          try {
            await holder.query('begin isolation level repeatable read')
            await holder.query('select txid_current_snapshot()')
            claims = []
            const { done } = await drain(queue, {
              jobs: ground.pick({ full: 40_000, quick: 4_000, tiny: 80 }),
              budgetMs: ground.pick({ full: 20_000, quick: 5_000, tiny: 30_000 }),
            })
            const quarter = Math.floor(claims.length / 4)
            const [early, late] = [median(claims.slice(0, quarter)), median(claims.slice(-quarter))]
            return { [first]: early, [last]: late, [growth]: late / early, [jobsDone]: done }
          } finally {
            await holder.end()
          }
        },
        close: () => queue.close(),
      }
    },
  }
}

export const heldSnapshot: Bench = {
  name: 'scheduler/held-snapshot',
  title:
    'Ten jobs at a time are claimed from 40,000, while another session has had a transaction open from the beginning.',
  figures,
  contenders: [
    held(quoinQueue({ slots: 10 })),
    held(graphileQueue(graphileWithLocalQueue(10))),
    held(pgBossQueue({ batchSize: 10, localConcurrency: 1 })),
  ],
  goals: [{ figure: growth, of: 'Quoin', atMost: 1.5 }],
}
