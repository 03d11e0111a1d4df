import type { RequestListener } from 'node:http'
import type { Database } from '../harness/ground.ts'
import type { Outside, OutsideSettings } from './outside-process.ts'

export const path = '/api/webhooks/stripe'
/** Connections to the database of whoever answers requests, and prints under way at a time. */
export const poolSize = 10
export const slots = 32

/** A shop that is all there: it takes events of paid orders and has them printed. */
export interface WholeShop {
  readonly listener: RequestListener
  /** Starts the checkouts of so many orders. Resolves with the ids of the orders. */
  sell(count: number): Promise<readonly string[]>
  /** Does jobs until it is stopped, from when it resolves. `submitted` is called when it is recorded that an order is at Prodigi. */
  work(submitted: (orderId: string) => void): Promise<{ stop(): Promise<void> }>
  /** How many jobs are still to be done now. */
  left(): Promise<number>
  /** How many orders are recorded as printed, each under an id of Prodigi of its own. */
  recorded(): Promise<number>
  /** Forgets all orders. */
  clear(): Promise<void>
  close(): Promise<void>
}

export interface ShopGround {
  readonly database: Database
  readonly outside: Outside
  /** Where the shop's listener is reached. */
  readonly publicUrl: string
}

/** Someone who runs such a shop, and what it asks Stripe for. */
export interface WholeShopMaker<Shop extends WholeShop = WholeShop> extends OutsideSettings {
  readonly name: string
  readonly settings: string
  open(ground: ShopGround): Promise<Shop>
}
