import type { Pool } from 'pg'
import type { Contender } from '../harness/bench.ts'
import { inLanes, within } from '../harness/lanes.ts'
import { perSecond } from '../harness/statistics.ts'
import { type NewOrder, newOrder } from './new-order.ts'

type StoreOrder = (order: NewOrder) => Promise<void>

export const ordersPerSecond = 'orders/s'
export const walPerOrder = 'write-ahead bytes an order'

/** Opens a contender that stores orders in a database of its own, over so many connections. */
export function commitRounds(lanes: number, prepare: (pool: Pool) => Promise<StoreOrder>): Contender['open'] {
  return async (ground) => {
    const database = await ground.database()
    const pool = database.pool(lanes)
    const store = await prepare(pool)
    const most = ground.pick({ full: 500, quick: 200, tiny: 2 }) * lanes
    const budgetMs = ground.pick({ full: 1_500, quick: 600, tiny: 60_000 })
    let stored = 0
    return {
      async round() {
        const orders = Array.from({ length: most }, newOrder)
        const before = await walPosition(pool)
        const beganAt = performance.now()
        const count = await inLanes(lanes, within(budgetMs, orders), store)
        const rate = perSecond(count, beganAt)
        stored += count
        await mustHold(pool, stored)
        return { [ordersPerSecond]: rate, [walPerOrder]: ((await walPosition(pool)) - before) / count }
      },
      close: () => database.drop(),
    }
  }
}

async function walPosition(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ bytes: number }>(`select (pg_current_wal_insert_lsn() - '0/0')::float8 as bytes`)
  return rows[0]?.bytes ?? Number.NaN
}

/** Every order with its two items, its event and its job. */
async function mustHold(pool: Pool, orders: number): Promise<void> {
  const { rows } = await pool.query<{ counts: string }>(`
    select concat_ws(' ', (select count(*) from quoin.orders), (select count(*) from quoin.order_items),
      (select count(*) from quoin.order_logs), (select count(*) from quoin.retry_operations)) as counts`)
  const wanted = `${orders} ${2 * orders} ${orders} ${orders}`
  if (rows[0]?.counts !== wanted) throw new Error(`Stored were ${rows[0]?.counts}, not ${wanted}.`)
}
