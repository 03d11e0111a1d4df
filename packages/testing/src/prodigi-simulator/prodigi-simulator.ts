import type { Clock, Timer } from '@quoin/core'
import type { Bindings } from '../simulator/hang-up.ts'
import type { AssetFetch, DownloadOptions } from './asset-downloader.ts'
import type { CallbackMode } from './callback-mode.ts'
import type { CallbackDelivery } from './callbacks.ts'
import type { CatalogueProduct } from './catalogue-product.ts'
import type { FaultRates } from './fault-rates.ts'
import type { Faults } from './faults.ts'
import type { Ledger } from './ledger.ts'
import type { OrderPlan } from './order-plan.ts'
import type { Pace } from './pace.ts'
import type { ProdigiOrder } from './prodigi-order.ts'
import type { RateLimit } from './quota.ts'

/** What {@link createProdigiSimulator} takes. */
export interface ProdigiSimulatorOptions {
  /** The key to ask for. @default any key that is not empty */
  readonly apiKey?: string
  /** @default the machine's clock */
  readonly clock?: Clock
  /** Where slow answers and the next attempts at callbacks wait. @default the machine's timers */
  readonly timer?: Timer
  /** The same seed, clock and calls give the same ids, faults, delays and answers. @default chance */
  readonly seed?: number | string
  /** @default 'manual' */
  readonly pace?: Pace
  /** @default the products of the reference */
  readonly catalogue?: readonly CatalogueProduct[]
  /** ISO 4217 code that the account is billed in. @default 'USD' */
  readonly currency?: string
  /** What happens to every order, such as a pause window. @default {} */
  readonly plan?: OrderPlan
  /**
   * `simulated`: every download works, unless the plan says otherwise. `real`: artwork is fetched over http or https, and
   * compared with its `md5Hash`.
   *
   * @default 'simulated'
   */
  readonly downloads?: 'simulated' | 'real' | DownloadOptions
  /** What goes wrong by chance. @default nothing */
  readonly faults?: FaultRates
  /** @default 'on' */
  readonly callbacks?: CallbackMode
  /** Where callbacks go of orders that name no address. @default nowhere */
  readonly callbackUrl?: string
  /** How callbacks are sent. @default the global `fetch` */
  readonly send?: typeof fetch
  /** The real service lets in about 30 calls in 30 seconds. @default no limit */
  readonly rateLimit?: RateLimit
  /** Appends every order that is made to this file, a line of JSON that is on the disk before the order is answered. @default none */
  readonly ledgerFile?: string
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
  /** Moves an order until nothing moves it: complete, held, stuck, or while its artwork is really being fetched. */
  runOrder(id: string): ProdigiOrder
  /** The same, and waits for its real downloads, as often as it is tried. */
  finishOrder(id: string): Promise<ProdigiOrder>
  /** Moves all orders to where they would be by the clock, and sends the callbacks due by then. Needed with pace `manual` only. */
  catchUp(): void
  /** Ends an order's pause. */
  releaseOrder(id: string): ProdigiOrder
  /** Takes an order's issues away, as by paying or by restocking. */
  resolveIssues(id: string): ProdigiOrder
  /** Changes an order behind its owner's back, as by hand in the dashboard. No callback tells of it. */
  editOrder(id: string, change: (order: ProdigiOrder) => ProdigiOrder): ProdigiOrder
  /** What happens to the next order that is made. Called again, to the one after it. */
  planNext(plan: OrderPlan): void

  /** All real downloads so far. */
  downloads(): readonly AssetFetch[]
  /** Resolves when no download is under way: from then on the order can move. */
  waitForDownloads(): Promise<void>

  readonly faults: Faults
  /** All callbacks so far, and how they went. */
  callbacks(): readonly CallbackDelivery[]
  /**
   * Sends the reordered callbacks that are due by the clock, or `all` of them in the order in which they would become due.
   * Resolves with their number when they are answered.
   */
  deliverCallbacks(options?: { readonly all?: boolean }): Promise<number>
  /** Resolves when no callback is under way. Reordered ones that wait for their time are not. */
  waitForCallbacks(): Promise<void>
}
