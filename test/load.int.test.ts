import type { JobDraft } from '@quoin/core'
import { createKyselyStorage, migrateToLatest } from '@quoin/kysely'
import { jobFixture, orderFixture } from '@quoin/testing'
import { Kysely, PostgresDialect } from 'kysely'
import { Pool } from 'pg'
import { expect, inject, test } from 'vitest'
import { serverAt } from '../bench/harness/server.ts'
import { readLives } from '../bench/load/ledgers.ts'
import { faultsOf, toText } from '../bench/load/report.ts'
import { runLoad } from '../bench/load/run-load.ts'
import { toMarkdown } from '../bench/load/scaling.ts'

test('INV-1 INV-2 given customers who buy in a shop of several processes, then each order is printed once and nobody meets an error', {
  timeout: 120_000,
}, async () => {
  await using server = await serverAt(inject('postgresUrl'))
  const { url, drop } = await server.createDatabase()
  const result = await runLoad({
    ...{ databaseUrl: url, perSecond: 5, seconds: 3, webs: 2, workers: 2 },
    ...{ stageMs: 50, patienceMs: 60_000 },
  })
  await drop()

  expect(faultsOf(result)).toEqual([])
  expect(result.accounts).toMatchObject({ paid: 15, printed: 15, submitted: 15, shipped: 15, duplicates: 0, losses: 0 })
  expect(toText(result)).toContain('15 orders paid, 15 submitted')
  expect(toMarkdown([result])).toMatch(/^\| 2, 2 \| 5 \| /m)
})

test('INV-2 given an order with jobs, then it is worked on when one of them leads to its print', async () => {
  await using server = await serverAt(inject('postgresUrl'))
  const { url, drop } = await server.createDatabase()
  const pool = new Pool({ connectionString: url })
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  await migrateToLatest({ db })
  const storage = createKyselyStorage({ db })

  const order = orderFixture()
  const { checkoutId, paymentId } = order.payment
  const jobs: readonly (readonly [works: boolean, job: Partial<JobDraft>])[] = [
    [false, { kind: 'expire_checkout', orderId: order.id, delayMs: 3_600_000 }],
    [false, { kind: 'send_notification', orderId: order.id }],
    [false, { kind: 'sync_payment', payload: { checkoutId: 'cs_of_another' } }],
    [true, { kind: 'submit_fulfillment', orderId: order.id }],
    [true, { kind: 'sync_payment', payload: { checkoutId } }],
    [true, { kind: 'sync_payment', payload: { paymentId } }],
  ]
  expect([checkoutId, paymentId]).not.toContain(null)
  await storage.commit({ order: { next: order, expectedVersion: 0 } })
  for (const [works, job] of jobs) {
    await storage.commit({ jobs: [jobFixture(job)] })
    expect(await readLives(pool)).toMatchObject([{ id: order.id, works }])
    await pool.query('truncate quoin.retry_operations')
  }
  await db.destroy()
  await drop()
})
