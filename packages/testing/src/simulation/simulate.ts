import { createMemoryStorage, type FulfillmentSubmission } from '@quoin/core'
import { createDeliveries } from './deliveries.ts'
import { isQuiet } from './judge-the-end.ts'
import { createKernel } from './kernel.ts'
import { sendPeople } from './people.ts'
import { deeds, type OrderPlan, type PrintWay, paymentWays, printWays, type SimulationPlan } from './plan.ts'
import { createJudge, type Parties } from './promises.ts'
import { openShop, type SimulatedShop } from './shop.ts'
import { createSimulatedProdigi } from './simulated-prodigi.ts'
import { createSimulatedStripe } from './simulated-stripe.ts'
import { withSteadyCrypto } from './steady-crypto.ts'
import type { StrikeScript } from './strikes.ts'
import { createWorld, type Violation } from './world.ts'

/** What came of a run. */
export interface SimulationResult {
  readonly plan: SimulationPlan
  /** Of all that happened, in order: the same for the same plan. */
  readonly hash: string
  readonly steps: number
  readonly calls: number
  readonly prints: number
  readonly virtualMs: number
  readonly counts: {
    readonly crashes: number
    readonly strikes: number
    readonly webhooks: number
    readonly forged: number
  }
  readonly struck: StrikeScript
  /** Empty: every promise was kept. */
  readonly violations: readonly Violation[]
  /** Empty unless it was asked for. */
  readonly trace: readonly string[]
}

const minute = 60_000
const day = 24 * 60 * minute
const startMs = Date.UTC(2026, 2, 1, 9)
const longestMs = 7 * day

/**
 * Runs a shop with several processes through the faults of a plan, in virtual time, and then on without faults until nothing is
 * left to do. The real core, on the memory store; Stripe and Prodigi are models that keep books.
 *
 * @example
 * ```ts
 * import { planOf, simulate } from '@quoin/testing/simulation'
 *
 * const { violations, hash } = await simulate(planOf(42))
 * console.log(violations.length, hash) // 0, and the same every time
 * ```
 */
export async function simulate(
  plan: SimulationPlan,
  { trace = false }: { readonly trace?: boolean } = {},
): Promise<SimulationResult> {
  loading ??= run(everythingOnce, false)
  await loading
  return run(plan, trace)
}

/** What is loaded with its first call takes real time, which belongs to no run: so everything is called once before the first. */
let loading: Promise<unknown> | undefined

const smooth: OrderPlan = {
  index: 0,
  afterMs: 0,
  quantity: 1,
  pays: 'card',
  comesBack: true,
  print: 'smooth',
  deeds: [],
}

const everythingOnce: SimulationPlan = {
  seed: 0,
  skewsMs: [0, 0],
  orders: [
    ...deeds.map((kind) => ({
      ...smooth,
      deeds: [5_000, 40_000, 60 * minute].map((afterMs) => ({ kind, afterMs })),
    })),
    ...paymentWays.map((pays) => ({ ...smooth, pays })),
    ...printWays.map((print) => ({ ...smooth, print })),
  ].map((order, index) => ({ ...order, index })),
  strikes: { script: {} },
  webhooks: { lost: 0.5, twice: 0.5, late: 0.5, forged: 1 },
  faultsForMs: 90 * minute,
}

function run(plan: SimulationPlan, trace: boolean): Promise<SimulationResult> {
  return withSteadyCrypto(async () => {
    const kernel = createKernel({ seed: plan.seed, startMs, keepTrace: trace })
    const world = createWorld(plan, kernel)
    const store = createMemoryStorage({ clock: { now: () => new Date(kernel.now()) } })
    let parties: Parties | null = null
    const present = (): Parties => {
      if (!parties) throw new TypeError('Nobody is there yet.')
      return parties
    }
    const judge = createJudge(world, store, present)
    const deliveries = createDeliveries(world, (): SimulatedShop => present().shop, judge.onAcknowledged)
    const stripe = createSimulatedStripe(world, { send: deliveries.fromStripe, onRefund: judge.onRefund })
    const wayOf = ({ metadata }: FulfillmentSubmission): PrintWay => {
      return present().asked.plans.get(metadata['orderId'] ?? '')?.print ?? 'smooth'
    }
    const prodigi = createSimulatedProdigi(world, { send: deliveries.fromProdigi, onPrint: judge.onPrint, wayOf })
    const shop = openShop(world, {
      stripe,
      prodigi,
      store,
      observer: judge,
      onLetter: judge.onLetter,
    })
    const asked = sendPeople(world, shop, stripe)
    parties = { stripe, prodigi, shop, asked }

    const isBroken = (): boolean => world.violations.length > 0
    while (!isBroken() && (await kernel.step(startMs + plan.faultsForMs))) {}
    world.endFaults()
    let looked = kernel.now()
    while (!isBroken()) {
      looked += 5 * minute
      while (!isBroken() && (await kernel.step(looked))) {}
      if (await isQuiet(store, present())) break
      if (looked > startMs + longestMs) world.violate('INV-15', 'It never comes to rest.')
    }
    if (!isBroken()) await judge.atTheEnd()

    const { hash, steps } = kernel
    return {
      ...{
        plan,
        hash,
        steps,
        calls: kernel.next() - 1,
        prints: prodigi.orders.length,
        virtualMs: kernel.now() - startMs,
      },
      ...{ counts: world.counts, struck: world.struck, violations: world.violations, trace: kernel.trace },
    }
  })
}
