import { setTimeout as pause } from 'node:timers/promises'
import { noTelemetry, type Telemetry } from '@quoin/core'
import type { RateLimit } from '@quoin/core/prodigi'
import type { Contender } from '../harness/bench.ts'
import type { Ground, Scale } from '../harness/ground.ts'
import { perSecond } from '../harness/statistics.ts'
import { countdown, mustBePrintedOnce, openWholeShop } from '../whole-path/open-whole-shop.ts'
import { name, quoinMaker } from './quoin-maker.ts'
import { storeWaitingPrints } from './waiting-print.ts'
import { watchMemory } from './watch-memory.ts'

export const drainedFigures = [
  'prints/s',
  'of the quota',
  'tries a print',
  'MiB of heap in the first tenth',
  'in the last tenth',
] as const
export const heldBackFigures = ['prints/s', 'of the quota', 'tries/s', 'CPU ms a second'] as const

/** So many that all can be sent in the time of a bench, in the proportions of Prodigi's own. */
const wide: RateLimit = { calls: 300, perMs: 1_000, reservedForWrites: 150 }
/** What Prodigi itself admits. */
const prodigis: RateLimit = { calls: 30, perMs: 31_000, reservedForWrites: 15 }
const slots = 10
const prints: Readonly<Record<Scale, number>> = { full: 100_000, quick: 3_000, tiny: 20 }
/** The first round warms up, and what it gives is thrown away. */
const partOfFirst: Readonly<Record<Scale, number>> = { full: 0.02, quick: 0.2, tiny: 1 }

/** All of them. */
export const drained: Contender = {
  ...about(wide),
  async open(ground) {
    const { opened, tries, orders } = await openBacklog(ground, wide)
    const { shop } = opened
    return {
      async round() {
        const orderIds = await storeWaitingPrints(shop.storage, orders())
        const { all, tell } = countdown(orderIds.length, 3_600_000)
        const heap = watchMemory('heapUsed')
        const [triesBefore, beganAt] = [tries(), performance.now()]
        const worker = shop.start(tell)
        await all
        const rate = perSecond(orderIds.length, beganAt)
        const { between } = heap.stop()
        await worker.stop()
        await mustBePrintedOnce(opened, orderIds)
        await shop.clear()
        const [each, share, tried, first, last] = drainedFigures
        return {
          [each]: rate,
          [share]: rate / perSecondOf(wide),
          [tried]: (tries() - triesBefore) / orderIds.length,
          [first]: between(0, 0.1),
          [last]: between(0.9, 1),
        }
      },
      close: () => opened.close(),
    }
  },
}

/** For a while: to send all of them would take more than a day. */
export const heldBack: Contender = {
  ...about(prodigis),
  async open(ground) {
    const { opened, tries, orders } = await openBacklog(ground, prodigis)
    const { shop, outside } = opened
    const forMs = ground.pick({ full: 60_000, quick: 20_000, tiny: 1_000 })
    return {
      async round() {
        const orderIds = await storeWaitingPrints(shop.storage, orders())
        const worker = shop.start(() => {})
        const [triesBefore, cpuBefore, beganAt] = [tries(), process.cpuUsage(), performance.now()]
        await pause(forMs)
        const [tried, { user, system }, tookMs] = [
          tries() - triesBefore,
          process.cpuUsage(cpuBefore),
          performance.now() - beganAt,
        ]
        const inTime = await outside.ask('prints', null)
        // Those that have a turn soon are sent before it stops.
        await worker.stop()
        const made = [...inTime, ...(await outside.ask('prints', null))]
        const known = new Set(orderIds)
        if (made.length !== new Set(made).size || !made.every((id) => known.has(id)))
          throw new Error('A print was made twice, or for nobody.')
        await shop.clear()
        const [each, share, triesPerS, cpu] = heldBackFigures
        const seconds = tookMs / 1_000
        return {
          [each]: inTime.length / seconds,
          // A quota that was not used before lets a whole window through at once.
          [share]: inTime.length / (prodigis.calls * Math.ceil(tookMs / prodigis.perMs)),
          [triesPerS]: tried / seconds,
          [cpu]: (user + system) / 1_000 / seconds,
        }
      },
      close: () => opened.close(),
    }
  },
}

function about({ calls, perMs }: RateLimit): Pick<Contender, 'name' | 'settings'> {
  const { settings } = quoinMaker({ slots })
  return { name, settings: `${settings}; ${calls} calls per ${perMs / 1_000} s, half of them kept for prints` }
}

async function openBacklog(ground: Ground, rateLimit: RateLimit) {
  let [tries, rounds] = [0, 0]
  const telemetry: Telemetry = {
    ...noTelemetry,
    span: (start, work) => {
      if (start.name === 'process submit_fulfillment') tries += 1
      return noTelemetry.span(start, work)
    },
  }
  const opened = await openWholeShop(quoinMaker({ slots, rateLimit, telemetry }), ground)
  return {
    opened,
    tries: () => tries,
    /** How many are to wait in the next round. */
    orders(): number {
      rounds += 1
      return ground.pick(prints) * (rounds === 1 ? ground.pick(partOfFirst) : 1)
    },
  }
}

function perSecondOf({ calls, perMs }: RateLimit): number {
  return (calls / perMs) * 1_000
}
