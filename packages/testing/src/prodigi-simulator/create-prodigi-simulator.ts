import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { systemClock, systemRandom } from '@quoin/core'
import { createSeededRandom } from '../seeded-random.ts'
import { advanceOrder, nextStep } from './advance-order.ts'
import { createApi } from './api.ts'
import { createCallbackSender } from './callbacks.ts'
import { createCatalogue } from './catalogue-product.ts'
import { createControlApi } from './control-api.ts'
import { defaultCatalogue } from './default-catalogue.ts'
import { createFaults } from './faults.ts'
import { type Bindings, createHttpApi } from './http-api.ts'
import { createIdentities } from './identities.ts'
import { createLedger } from './ledger.ts'
import { createOrderBook } from './order-book.ts'
import { resolveIssues } from './order-change.ts'
import { releaseOrder } from './place-order.ts'
import type { ProdigiOrder } from './prodigi-order.ts'
import type { ProdigiSimulator, ProdigiSimulatorOptions } from './prodigi-simulator.ts'
import { createQuota } from './quota.ts'
import type { SimulatedOrder } from './simulated-order.ts'

/** About what the sandbox takes: a quarter of an hour for the seven steps. */
const sandboxStageMs = 120_000
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
  const { clock = systemClock, pace = 'manual', callbacks: callbackSwitch = 'on' } = options
  const random = options.seed === undefined ? systemRandom : createSeededRandom(options.seed)
  const ids = createIdentities(random)
  const stageMs = pace === 'manual' ? sandboxStageMs : pace.stageMs
  const shop = {
    catalogue: createCatalogue(options.catalogue ?? defaultCatalogue),
    currency: options.currency ?? 'USD',
    ids,
  }
  const ledger = createLedger()
  const faultSwitch = createFaults()
  const callbacks = createCallbackSender({
    ids,
    send: options.send ?? ((...request) => fetch(...request)),
    duplicates: callbackSwitch === 'duplicated',
    attemptsMax: callbackAttemptsMax,
    retryPauseMs: pace === 'manual' ? 0 : stageMs,
  })
  const book = createOrderBook({
    shop,
    clock,
    ledger,
    callbacks: callbackSwitch === 'off' ? null : callbacks,
    callbackUrl: options.callbackUrl ?? null,
    plan: options.plan ?? {},
    stageMs,
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
  const timer = pace === 'manual' ? null : setInterval(book.catchUp, Math.max(1, Math.min(stageMs / 4, 1000))).unref()
  let server: Server | null = null
  let url: string | null = null

  const simulator: Omit<ProdigiSimulator, 'fetch'> = {
    get url() {
      if (url === null) throw new Error('The simulator does not listen yet.')
      return url
    },
    async listen(port = 0) {
      if (url !== null) return url
      const listening = createServer(getRequestListener(answer))
      url = await new Promise<string>((resolve, reject) => {
        listening.once('error', reject)
        listening.listen(port, '127.0.0.1', () => {
          const address = listening.address()
          resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`)
        })
      })
      server = listening
      return url
    },
    async close() {
      if (timer) clearInterval(timer)
      faultSwitch.stop()
      await callbacks.stop()
      const closing = server
      server = null
      url = null
      if (!closing) return
      await new Promise<void>((resolve) => {
        closing.close(() => resolve())
        closing.closeAllConnections()
      })
    },
    ledger: ledger.read,
    orders: () => book.list().map(show),
    order: (id) => show(book.get(id)),
    advanceOrder: (id) => show(book.act(id, advanceOrder).order),
    runOrder(id) {
      while (nextStep(book.get(id))) book.act(id, advanceOrder)
      return show(book.get(id))
    },
    catchUp: book.catchUp,
    releaseOrder: (id) => show(book.act(id, releaseOrder).order),
    resolveIssues: (id) => show(book.act(id, (order, at) => ({ order: resolveIssues(order, at), tells: [] })).order),
    editOrder: (id, change) =>
      show(book.act(id, (order) => ({ order: { ...order, body: change(show(order)) }, tells: [] })).order),
    planNext: book.planNext,
    faults: faultSwitch.faults,
    callbacks: callbacks.deliveries,
    waitForCallbacks: callbacks.idle,
  }
  const control = createControlApi(simulator)

  async function answer(request: Request, env: Bindings = {}): Promise<Response> {
    const isControl = new URL(request.url).pathname.startsWith('/__')
    return isControl ? control.fetch(request) : api.fetch(request, env)
  }
  return Object.assign(simulator, { fetch: answer })
}

/** A copy, so that nobody changes an order by what they were shown. */
function show({ body }: SimulatedOrder): ProdigiOrder {
  return structuredClone(body)
}
