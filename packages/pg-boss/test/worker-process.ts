// A process that works on pg-boss, says what it begins, and ends a job or hangs in it. The test kills it.
import { createQuoin, money, silentLogger } from '@quoin/core'
import { prodigiFulfillment } from '@quoin/core/prodigi'
import { stripePayments } from '@quoin/core/stripe'
import { createKyselyStorage, pgListener } from '@quoin/kysely'
import { pgBossEngine } from '@quoin/pg-boss'
import { Kysely, PostgresDialect } from 'kysely'
import { Pool } from 'pg'
import { PgBoss } from 'pg-boss'

const [connectionString = '', apiBase = '', baseUrl = '', ending = ''] = process.argv.slice(2)
const say = (what: string): void => void process.stdout.write(`${what}\n`)

const pool = new Pool({ connectionString })
const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
const quoin = createQuoin({
  storage: createKyselyStorage({ db, listen: pgListener(pool) }),
  payments: stripePayments({ secretKey: 'sk_test_simulator', webhookSecrets: 'whsec_test', apiBase }),
  fulfillment: prodigiFulfillment({ apiKey: 'test-key', environment: 'sandbox', baseUrl }),
  catalog: () => null,
  shippingOptions: [{ method: 'Standard', displayName: 'Standard', price: money(900, 'USD') }],
  publicUrl: 'https://shop.example',
  secret: 'sixteen characters or more',
  worker: { leaseMs: 500 },
  logger: silentLogger,
  subscribe: {
    async 'order.changed'({ event: { event } }) {
      if (event.type !== 'note_added') return
      say(`begins ${event.note}`)
      if (ending === 'hangs') await new Promise(() => {})
    },
  },
})
const boss = new PgBoss({ connectionString, useListenNotify: true })
await boss.start()
await quoin.worker.startOn(pgBossEngine({ boss }))
say('works')
