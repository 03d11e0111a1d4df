import { PGlite } from '@electric-sql/pglite'
import { createQuoin } from '@quoin/core'
import { createHttpHandler } from '@quoin/http'
import { createKyselyStorage, migrateToLatest } from '@quoin/kysely'
import { createProdigiSimulator, createStripeSimulator } from '@quoin/testing'
import { Kysely, PGliteDialect } from 'kysely'
import { expect, it } from 'vitest'
import { benchOptions, stripeKey, webhookSecret } from '../bench/bench-options.ts'

// What an order costs its database is a number of statements, whatever the machine: each is a round trip, and each that writes a commit.

interface Counts {
  commits: number
  reads: number
}

async function openShop() {
  const statements: string[] = []
  const db = new Kysely<unknown>({
    dialect: new PGliteDialect({ pglite: await PGlite.create() }),
    log: ({ query }) => void statements.push(query.sql),
  })
  await migrateToLatest({ db })
  const keptBack: Request[] = []
  const stripe = createStripeSimulator({
    secretKey: stripeKey,
    webhookSecret,
    webhookUrl: 'http://shop.test/api/webhooks/stripe',
    send: async (request) => {
      keptBack.push(request)
      return new Response()
    },
  })
  const prodigi = createProdigiSimulator({ callbacks: 'off' })
  const quoin = createQuoin({
    ...(await benchOptions(stripe, prodigi)),
    storage: createKyselyStorage({ db }),
    health: { watchEveryMs: null },
    // One after another, so that none meets another's change.
    worker: { slots: 1 },
  })
  const handler = createHttpHandler({ quoin, authenticate: () => null })

  /** The statements of some work, without those that look for jobs or tell of them. */
  async function countsOf(work: () => Promise<unknown>): Promise<Counts> {
    statements.length = 0
    await work()
    const counted = statements.filter((sql) => !/waiting as materialized|^select to_json\(pg_notify/.test(sql))
    const commits = counted.filter((sql) => /\b(insert into|update|delete from) quoin\./.test(sql)).length
    return { commits, reads: counted.length - commits }
  }
  return {
    quoin,
    stripe,
    prodigi,
    handler,
    keptBack,
    countsOf,
    close: () => Promise.all([stripe.close(), prodigi.close()]),
  }
}

it('an order takes so many commits and reads from its checkout until it is sent to the printer, and no more', async () => {
  const { quoin, stripe, prodigi, handler, keptBack, countsOf, close } = await openShop()
  const items = [{ productId: 'print', quantity: 1 }]
  await quoin.worker.tick()

  let payUrl: string | null = null
  const checkout = await countsOf(async () => {
    payUrl = (await quoin.checkout.create({ items }, 'guest')).url
  })
  stripe.pay(String(payUrl).split('/').at(-1) ?? '')
  await stripe.idle()
  const webhooks = keptBack.splice(0)
  const delivery = await countsOf(async () => {
    for (const webhook of webhooks) expect(await handler(webhook)).toMatchObject({ status: 200 })
  })
  const work = await countsOf(() => quoin.worker.tick())

  expect(prodigi.ledger().orders).toHaveLength(1)
  expect(webhooks).toHaveLength(2)
  expect({ checkout, delivery, work }).toEqual({
    checkout: { commits: 2, reads: 1 },
    delivery: { commits: 2, reads: 0 },
    // One commit plans what recurs, two end the jobs of the two webhooks, two stand before and behind the call of the printer.
    work: { commits: 5, reads: 5 },
  })
  await close()
})
