import type { Contender } from '../harness/bench.ts'
import { cpuMsOf, isKnown, postgresPid } from '../harness/processes.ts'
import { countdown, mustBePrintedOnce, openWholeShop, untilQuiet } from '../whole-path/open-whole-shop.ts'
import { path } from '../whole-path/whole-shop.ts'
import { name, quoinMaker } from './quoin-maker.ts'

export const figures = ['orders/s', 'orders/s a core', 'CPU ms an order in the shop', 'in Postgres'] as const
const [ordersPerS, perCore, shopMs, postgresMs] = figures
const connections = 32

/** All steps of all orders, one step after the other. What Stripe and Prodigi do meanwhile is not counted. */
export const shipped: Contender = {
  name,
  settings: `${quoinMaker().settings}; a core does nothing but shop and Postgres`,
  leftOut: () => (isKnown ? null : 'only Linux tells the CPU time of Postgres'),
  async open(ground) {
    const maker = quoinMaker()
    const opened = await openWholeShop(maker, ground)
    const { outside, url } = opened
    const { shop } = opened
    const postgres = await postgresPid(opened.database.pool(1))
    if (postgres === null) throw new Error('Postgres is not on this machine.')
    const orders = ground.pick({ full: 1_000, quick: 300, tiny: 4 })

    return {
      async round() {
        const spent = { ms: 0, shopMs: 0, postgresMs: 0 }
        const counted = async (step: () => Promise<unknown>): Promise<void> => {
          const [own, theirs, beganAt] = [process.cpuUsage(), cpuMsOf(postgres), performance.now()]
          await step()
          const { user, system } = process.cpuUsage(own)
          spent.ms += performance.now() - beganAt
          spent.shopMs += (user + system) / 1000
          spent.postgresMs += cpuMsOf(postgres) - theirs
        }
        const submitted = countdown(orders, 120_000)
        const left = countdown(orders, 120_000)
        const worker = await shop.work(submitted.tell)
        const stopListening = shop.quoin.on('order.shipped', left.tell)
        let orderIds: readonly string[] = []
        await counted(async () => {
          orderIds = await shop.sell(orders)
        })
        await outside.ask('pay', null)
        await counted(async () => {
          const delivery = outside.ask('deliver', { url: `${url}${path}`, connections, perSecond: null })
          await Promise.all([delivery, submitted.all])
          await untilQuiet(shop)
        })
        await mustBePrintedOnce(opened, orderIds)
        await counted(async () => {
          await Promise.all([outside.ask('ship', { connections }), left.all])
          await untilQuiet(shop)
        })
        stopListening()
        await worker.stop()
        await shop.clear()
        return {
          [ordersPerS]: (orders / spent.ms) * 1000,
          [perCore]: (orders / (spent.shopMs + spent.postgresMs)) * 1000,
          [shopMs]: spent.shopMs / orders,
          [postgresMs]: spent.postgresMs / orders,
        }
      },
      close: () => opened.close(),
    }
  },
}
