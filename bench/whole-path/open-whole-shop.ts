import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Database, Ground } from '../harness/ground.ts'
import { type Outside, openOutside } from './outside-process.ts'
import type { WholeShop, WholeShopMaker } from './whole-shop.ts'

export interface OpenedShop<Shop extends WholeShop = WholeShop> {
  readonly shop: Shop
  readonly database: Database
  readonly outside: Outside
  readonly url: string
  close(): Promise<void>
}

/** A shop on a database of its own that listens, with Stripe and Prodigi in another process. */
export async function openWholeShop<Shop extends WholeShop>(
  maker: WholeShopMaker<Shop>,
  ground: Ground,
): Promise<OpenedShop<Shop>> {
  const database = await ground.database()
  const outside = await openOutside({ events: maker.events, expand: maker.expand })
  let listener: RequestListener = (_request, response) => void response.writeHead(503).end()
  const server = createServer((request, response) => listener(request, response))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const shop = await maker.open({ database, outside, publicUrl: url })
  listener = shop.listener
  return {
    shop,
    database,
    outside,
    url,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await shop.close()
      await outside.close()
      await database.drop()
    },
  }
}

/** Resolves when no job is to be done now. */
export async function untilQuiet({ left }: Pick<WholeShop, 'left'>): Promise<void> {
  while ((await left()) > 0) await pause(10)
}

/** Counts orders as they are told; `all` rejects when they are not there in time. */
export function countdown(orders: number, budgetMs: number) {
  let left = orders
  const { promise: all, resolve, reject } = Promise.withResolvers<void>()
  const giveUp = setTimeout(() => reject(new Error(`After ${budgetMs / 1000} s ${left} orders are left.`)), budgetMs)
  return {
    all: all.finally(() => clearTimeout(giveUp)),
    tell(): void {
      left -= 1
      if (left === 0) resolve()
    },
  }
}

/** @throws unless each of the orders was printed once, and the shop knows of as many. */
export async function mustBePrintedOnce(
  { shop, outside }: Pick<OpenedShop, 'shop' | 'outside'>,
  orderIds: readonly string[],
): Promise<void> {
  const prints = await outside.ask('prints', null)
  const wanted = new Set(orderIds)
  const printed = new Set(prints)
  if (prints.length !== printed.size || printed.size !== wanted.size || orderIds.some((id) => !printed.has(id))) {
    throw new Error(`${wanted.size} orders were paid and ${printed.size} of them printed, ${prints.length} times.`)
  }
  const recorded = await shop.recorded()
  if (recorded !== wanted.size) throw new Error(`${wanted.size} orders were printed, ${recorded} are recorded.`)
}
