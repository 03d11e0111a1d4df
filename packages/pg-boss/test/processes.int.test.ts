import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createKyselyStorage, migrateToLatest } from '@quoin/kysely'
import { createManualClock, openTestShop, type TestShop } from '@quoin/testing'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { createPostgresDatabase } from '../../kysely/test/postgres-database.ts'

let database: Awaited<ReturnType<typeof createPostgresDatabase>>
let shop: TestShop
const children: ChildProcess[] = []
beforeAll(async () => {
  database = await createPostgresDatabase(inject('postgresUrl'))
  await migrateToLatest({ db: database.db })
  const clock = createManualClock('2026-03-01T09:00:00Z')
  const overrides = { subscribe: { 'order.changed': () => {} } }
  const storage = createKyselyStorage({ db: database.db })
  shop = await openTestShop({ storage, clock, overrides })
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await shop.close()
  await database.drop()
})

/** Another process that works, and what it says, line by line. */
async function startWorker(ending: 'ends' | 'hangs') {
  const file = join(import.meta.dirname, 'worker-process.ts')
  const args = [database.url, shop.stripe.url, shop.prodigi.url, ending]
  const child = spawn(process.execPath, ['--conditions=@quoin/source', file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async () => (await lines.next()).value
  expect(await next()).toBe('works')
  return { child, next }
}

it('given a process stores and others work, when one is killed in the middle of a job, then another does it', async () => {
  const { orderId } = await shop.checkout()
  const victim = await startWorker('hangs')
  await shop.quoin.orders.addNote(orderId, 'note', 'admin:1')
  expect(await victim.next()).toBe('begins note')
  victim.child.kill('SIGKILL')
  await once(victim.child, 'exit')
  const { next } = await startWorker('ends')
  expect(await next()).toBe('begins note')
  await expect
    .poll(() => shop.quoin.orders.jobs(orderId))
    .not.toContainEqual(expect.objectContaining({ kind: 'run_subscription' }))
})
