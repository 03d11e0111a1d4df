import type { Contender } from '../harness/bench.ts'
import { percentile, perSecond } from '../harness/statistics.ts'
import { countdown, mustBePrintedOnce, openWholeShop, untilQuiet } from './open-whole-shop.ts'
import { path, type WholeShopMaker } from './whole-shop.ts'

export const figures = ['orders/s', 'CPU ms an order', 'p99 ms an answer'] as const
const [ordersPerS, cpuMs, p99] = figures

/** Has orders paid that were sold before, and counts until the last of them is recorded and no job is left. */
export function wholePathContender(maker: WholeShopMaker, connections: number): Contender {
  return {
    name: maker.name,
    settings: maker.settings,
    async open(ground) {
      const opened = await openWholeShop(maker, ground)
      const { shop, outside, url } = opened
      const orders = ground.pick({ full: 1_000, quick: 300, tiny: 5 })

      return {
        async round() {
          const { all, tell } = countdown(orders, 120_000)
          const worker = await shop.work(tell)
          const orderIds = await shop.sell(orders)
          await outside.ask('pay', null)
          const [cpuBefore, beganAt] = [process.cpuUsage(), performance.now()]
          const [{ took }] = await Promise.all([
            outside.ask('deliver', { url: `${url}${path}`, connections, perSecond: null }),
            all,
          ])
          await untilQuiet(shop)
          const [rate, cpu] = [perSecond(orders, beganAt), process.cpuUsage(cpuBefore)]
          await worker.stop()
          await mustBePrintedOnce(opened, orderIds)
          await shop.clear()
          return {
            [ordersPerS]: rate,
            [cpuMs]: (cpu.user + cpu.system) / 1000 / orders,
            [p99]: percentile(took, 0.99),
          }
        },
        close: () => opened.close(),
      }
    },
  }
}
