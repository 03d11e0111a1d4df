import type { Contender } from '../harness/bench.ts'
import { median, percentile } from '../harness/statistics.ts'
import { countdown, mustBePrintedOnce, openWholeShop, untilQuiet } from '../whole-path/open-whole-shop.ts'
import { path } from '../whole-path/whole-shop.ts'
import { name, quoinMaker } from './quoin-maker.ts'
import { watchMemory } from './watch-memory.ts'

export const figures = [
  'p50 ms paid to submitted',
  'p99 ms',
  'MiB of memory at the start',
  'in the second half',
  'at the end',
] as const
const [p50, p99, startMiB, steadyMiB, endMiB] = figures

/** Orders that were sold before are paid at a rate. Who falls behind is told of the next ones all the same. */
export function atRate(perSecond: number): Contender {
  return {
    name,
    settings: `${quoinMaker().settings}; memory of the whole process, in which the bench is, too`,
    async open(ground) {
      const opened = await openWholeShop(quoinMaker(), ground)
      const { shop, outside, url } = opened
      const orders = ground.pick({ full: perSecond * 20, quick: perSecond * 5, tiny: 5 })

      return {
        async round() {
          const submittedAt = new Map<string, number>()
          const { all, tell } = countdown(orders, 120_000)
          const worker = await shop.work((orderId) => {
            submittedAt.set(orderId, Date.now())
            tell()
          })
          const orderIds = await shop.sell(orders)
          await outside.ask('pay', null)
          globalThis.gc?.()
          const memory = watchMemory('rss')
          const [{ sentAt }] = await Promise.all([
            outside.ask('deliver', { url: `${url}${path}`, connections: 128, perSecond }),
            all,
          ])
          const { first, last, between } = memory.stop()
          await untilQuiet(shop)
          await worker.stop()
          await mustBePrintedOnce(opened, orderIds)
          await shop.clear()
          const took = sentAt.map(([orderId, at]) => (submittedAt.get(orderId) ?? Number.NaN) - at)
          return {
            [p50]: median(took),
            [p99]: percentile(took, 0.99),
            [startMiB]: first,
            [steadyMiB]: between(0.5, 1),
            [endMiB]: last,
          }
        },
        close: () => opened.close(),
      }
    },
  }
}
