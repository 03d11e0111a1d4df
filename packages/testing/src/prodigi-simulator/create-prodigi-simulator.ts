import { systemClock } from '@quoin/core'
import { backgroundTimer } from '../simulator/background-timer.ts'
import { chance } from '../simulator/chance.ts'
import type { Bindings } from '../simulator/hang-up.ts'
import { openLedgerFile } from '../simulator/ledger-file.ts'
import { createLoopbackServer } from '../simulator/loopback-server.ts'
import { advanceOrder, nextStep } from './advance-order.ts'
import { createApi } from './api.ts'
import { createAssetDownloader } from './asset-downloader.ts'
import { callbackManner } from './callback-mode.ts'
import { createCallbackSender } from './callbacks.ts'
import { createCatalogue } from './catalogue-product.ts'
import { createControlApi } from './control-api.ts'
import { defaultCatalogue } from './default-catalogue.ts'
import { createFaults } from './faults.ts'
import { createHttpApi } from './http-api.ts'
import { createIdentities } from './identities.ts'
import { createLedger } from './ledger.ts'
import { createOrderBook } from './order-book.ts'
import { resolveIssues } from './order-change.ts'
import { stepTimes } from './pace.ts'
import { releaseOrder } from './place-order.ts'
import type { ProdigiOrder } from './prodigi-order.ts'
import type { ProdigiSimulator, ProdigiSimulatorOptions } from './prodigi-simulator.ts'
import { createQuota } from './quota.ts'
import type { SimulatedOrder } from './simulated-order.ts'

const callbackAttemptsMax = 3

/**
 * A stand-in for Prodigi's sandbox: the v4 API on a real HTTP server, that takes orders, moves them along, sends
 * callbacks, and does the wrong thing when told to. It keeps a ledger of every order it ever made.
 *
 * Source of its behaviour: Prodigi's v4 reference and recordings of the sandbox.
 *
 * @example
 * ```ts
 * import { createProdigiSimulator } from '@quoin/testing'
 *
 * const simulator = createProdigiSimulator({ apiKey: 'test_key', seed: 1 })
 * const url = await simulator.listen()
 * simulator.faults.next({ endpoint: 'createOrder', fault: 'accept-then-drop' })
 * // … let the shop at `url` submit an order …
 * for (const { id } of simulator.ledger().orders) simulator.runOrder(id)
 * await simulator.waitForCallbacks()
 * await simulator.close()
 * ```
 */
export function createProdigiSimulator(options: ProdigiSimulatorOptions = {}): ProdigiSimulator {
  const { clock = systemClock, timer = backgroundTimer, pace = 'manual', downloads = 'simulated' } = options
  const ids = createIdentities(chance(options.seed))
  const times = stepTimes(pace)
  const shop = {
    catalogue: createCatalogue(options.catalogue ?? defaultCatalogue),
    currency: options.currency ?? 'USD',
    ids,
  }
  const ledger = createLedger(openLedgerFile(options.ledgerFile))
  const faultSwitch = createFaults({ rates: options.faults, random: chance(options.seed, 'faults'), timer })
  const manner = callbackManner(options.callbacks ?? 'on', times.stageMs)
  const callbacks = createCallbackSender({
    ids,
    clock,
    timer,
    random: chance(options.seed, 'callbacks'),
    send: options.send ?? ((...request) => fetch(...request)),
    manner,
    attemptsMax: callbackAttemptsMax,
    retryPauseMs: pace === 'manual' ? 0 : times.stageMs,
  })
  const downloader =
    downloads === 'simulated' ? null : createAssetDownloader(downloads === 'real' ? {} : downloads, clock)
  const book = createOrderBook({
    shop,
    clock,
    ledger,
    callbacks,
    downloader,
    callbackUrl: options.callbackUrl ?? null,
    plan: options.plan ?? {},
    stepTimes: times,
  })
  const api = createHttpApi({
    routes: createApi(book, shop),
    apiKey: options.apiKey ?? null,
    faults: faultSwitch,
    ledger,
    quota: options.rateLimit ? createQuota(options.rateLimit, clock) : null,
    clock,
    ids,
  })
  const server = createLoopbackServer(answer)
  const ticking = pace === 'manual' ? null : setInterval(catchUp, tickMs(times.stageMs)).unref()

  const simulator: Omit<ProdigiSimulator, 'fetch'> = {
    get url() {
      return server.url()
    },
    listen: (port = 0) => server.listen(port),
    async close() {
      if (ticking) clearInterval(ticking)
      faultSwitch.stop()
      await Promise.all([callbacks.stop(), downloader?.stop()])
      await server.close()
    },
    ledger: ledger.read,
    orders: () => book.list().map(show),
    order: (id) => show(book.get(id)),
    advanceOrder: (id) => show(book.act(id, advanceOrder).order),
    runOrder: (id) => show(runOrder(id)),
    async finishOrder(id) {
      let order = runOrder(id)
      for (; order.downloads === 'under_way'; order = runOrder(id)) await downloader?.idle()
      return show(order)
    },
    catchUp,
    releaseOrder: (id) => show(book.act(id, releaseOrder).order),
    resolveIssues: (id) => show(book.act(id, (order, at) => ({ order: resolveIssues(order, at), tells: [] })).order),
    editOrder: (id, change) =>
      show(book.act(id, (order) => ({ order: { ...order, body: change(show(order)) }, tells: [] })).order),
    planNext: book.planNext,
    downloads: () => downloader?.log() ?? [],
    waitForDownloads: async () => downloader?.idle(),
    faults: faultSwitch.faults,
    callbacks: callbacks.deliveries,
    async deliverCallbacks(which) {
      const sent = callbacks.sendDelayed(which)
      await callbacks.idle()
      return sent
    },
    waitForCallbacks: callbacks.idle,
  }
  const control = createControlApi(simulator)

  function runOrder(id: string): SimulatedOrder {
    while (nextStep(book.get(id))) book.act(id, advanceOrder)
    return book.get(id)
  }

  function catchUp(): void {
    book.catchUp()
    callbacks.sendDelayed()
  }

  async function answer(request: Request, env: Bindings = {}): Promise<Response> {
    const isControl = new URL(request.url).pathname.startsWith('/__')
    return isControl ? control.fetch(request) : api.fetch(request, env)
  }
  return Object.assign(simulator, { fetch: answer })
}

/** How often time is looked at: a few times a stage, and at least each second. */
function tickMs(stageMs: number): number {
  return Math.max(1, Math.min(stageMs / 4, 1000))
}

/** A copy, so that nobody changes an order by what they were shown. */
function show({ body }: SimulatedOrder): ProdigiOrder {
  return structuredClone(body)
}
