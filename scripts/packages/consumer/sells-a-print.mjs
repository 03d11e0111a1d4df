// A shop as its host writes it: PGlite, Express, a worker, and simulators in place of Stripe and Prodigi. One print is sold.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { consoleLogger, createQuoin, money } from '@quoin/core'
import { prodigiFulfillment } from '@quoin/core/prodigi'
import { stripePayments } from '@quoin/core/stripe'
import { quoinExpress } from '@quoin/express'
import { createQuoinClient } from '@quoin/http/client'
import { createKyselyStorage, migrateToLatest, pgliteListener } from '@quoin/kysely'
import { openPglite } from '@quoin/pglite'
import { createProdigiSimulator, createStripeSimulator } from '@quoin/testing'
import express from 'express'
import { Kysely, PGliteDialect } from 'kysely'

const [secretKey, webhookSecret, apiKey] = ['sk_test_consumer', 'whsec_consumer', 'consumer']
const stripe = createStripeSimulator({ secretKey, webhookSecret })
const prodigi = createProdigiSimulator({ apiKey })
const [apiBase, baseUrl] = await Promise.all([stripe.listen(), prodigi.listen()])

const pglite = await openPglite()
const another = await openPglite()
assert.equal(
  await identifierOf(another),
  await identifierOf(pglite),
  'Both begin from the template, which has come along.',
)
await another.close()
const db = new Kysely({ dialect: new PGliteDialect({ pglite }) })
await migrateToLatest({ db })

const app = express()
const server = app.listen(0, '127.0.0.1')
await once(server, 'listening')
const publicUrl = `http://127.0.0.1:${server.address().port}`
stripe.configureWebhooks({ webhookUrl: `${publicUrl}/api/webhooks/stripe` })

const assets = [{ printArea: 'default', url: 'https://shop.example/sunrise.jpg' }]
const sunrise = { id: 'sunrise', name: 'Sunrise', sku: 'GLOBAL-FAP-16X24', price: money(6900, 'USD'), assets }
const quoin = createQuoin({
  storage: createKyselyStorage({ db, listen: pgliteListener(pglite) }),
  payments: stripePayments({ secretKey, webhookSecrets: webhookSecret, apiBase }),
  fulfillment: prodigiFulfillment({ apiKey, environment: 'sandbox', baseUrl }),
  catalog: (id) => (id === 'sunrise' ? sunrise : null),
  shippingOptions: [{ method: 'Standard', displayName: 'Standard', price: money(900, 'USD') }],
  publicUrl,
  secret: 'sixteen characters or more',
  logger: consoleLogger('warn'),
})
app.use('/api', quoinExpress({ quoin, authenticate: () => null }))
quoin.worker.start()

const client = createQuoinClient({ baseUrl: `${publicUrl}/api` })
const { data, response } = await client.POST('/checkout', { body: { items: [{ productId: 'sunrise', quantity: 1 }] } })
assert.equal(response.status, 201)
const shipped = new Promise((resolve) => {
  quoin.on('order.changed', ({ order }) => {
    const [print] = prodigi.orders()
    if (order.status === 'submitted' && print) prodigi.runOrder(print.id)
    if (order.status === 'shipped') resolve(order.id)
  })
})
stripe.pay(new URL(data.url).pathname.replace('/pay/', ''), { method: 'card' })
assert.equal(await shipped, data.orderId)
assert.equal(prodigi.ledger().orders.length, 1)
process.exit()

async function identifierOf(database) {
  const { rows } = await database.query('select system_identifier::text as id from pg_control_system()')
  return rows[0].id
}
