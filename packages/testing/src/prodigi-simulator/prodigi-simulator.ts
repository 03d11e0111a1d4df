import type { Clock } from '@quoin/core'
import type { CallbackDelivery } from './callbacks.ts'
import type { CatalogueProduct } from './catalogue-product.ts'
import type { Faults } from './faults.ts'
import type { Bindings } from './http-api.ts'
import type { Ledger } from './ledger.ts'
import type { OrderPlan } from './order-plan.ts'
import type { ProdigiOrder } from './prodigi-order.ts'
import type { RateLimit } from './quota.ts'

export interface ProdigiSimulatorOptions {
  /** The key to ask for. @default any key that is not empty */
  readonly apiKey?: string
  /** @default the machine's clock */
  readonly clock?: Clock
  /** The same seed, clock and calls give the same ids and answers. @default chance */
  readonly seed?: number | string
  /**
   * Who moves orders: the test (`manual`), or time, one stage in so many milliseconds of the clock.
   *
   * @default 'manual'
   */
  readonly pace?: 'manual' | { readonly stageMs: number }
  /** @default the products of the reference */
  readonly catalogue?: readonly CatalogueProduct[]
  /** ISO 4217 code that the account is billed in. @default 'USD' */
  readonly currency?: string
  /** What happens to every order, such as a pause window. @default {} */
  readonly plan?: OrderPlan
  /** @default 'on' */
  readonly callbacks?: 'on' | 'off' | 'duplicated'
  /** Where callbacks go of orders that name no address. @default nowhere */
  readonly callbackUrl?: string
  /** How callbacks are sent. @default the global `fetch` */
  readonly send?: typeof fetch
  /** The real service lets in about 30 calls in 30 seconds. @default no limit */
  readonly rateLimit?: RateLimit
}

/** A print shop that prints nothing, with Prodigi's v4 API. */
export interface ProdigiSimulator {
  /** Answers a request in process; a server need not listen. */
  readonly fetch: (request: Request, env?: Bindings) => Promise<Response>
  /** The origin while it listens, such as `http://127.0.0.1:4010`. Throws before that. */
  readonly url: string
  /** Starts the server on the loopback address and gives its origin. @param port @default a free one */
  listen(port?: number): Promise<string>
  /** Stops the server, its timers, and the callbacks that are under way. */
  close(): Promise<void>

  /** What happened: `orders` is the truth about what is printed. */
  ledger(): Ledger
  /** All orders as they are now, also the held ones, the newest first. */
  orders(): readonly ProdigiOrder[]
  /** One order. Throws RangeError when there is none. */
  order(id: string): ProdigiOrder

  /** Moves an order by one step, if something moves it. */
  advanceOrder(id: string): ProdigiOrder
  /** Moves an order until nothing moves it: complete, held, or stuck. */
  runOrder(id: string): ProdigiOrder
  /** Moves all orders to where they would be by the clock. Needed with pace `manual` only. */
  catchUp(): void
  /** Ends an order's pause. */
  releaseOrder(id: string): ProdigiOrder
  /** Takes an order's issues away, as by paying or by restocking. */
  resolveIssues(id: string): ProdigiOrder
  /** Changes an order behind its owner's back, as by hand in the dashboard. No callback tells of it. */
  editOrder(id: string, change: (order: ProdigiOrder) => ProdigiOrder): ProdigiOrder
  /** What happens to the next order that is made. Called again, to the one after it. */
  planNext(plan: OrderPlan): void

  readonly faults: Faults
  /** All callbacks so far, and how they went. */
  callbacks(): readonly CallbackDelivery[]
  /** Resolves when no callback is under way. */
  waitForCallbacks(): Promise<void>
}
