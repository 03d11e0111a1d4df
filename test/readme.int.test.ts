import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createProdigiSimulator, createStripeSimulator } from '@quoin/testing'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { codeOfDocument, root } from './code-blocks.ts'

const stripe = createStripeSimulator({ secretKey: 'sk_test_readme', webhookSecret: 'whsec_readme' })
const prodigi = createProdigiSimulator({ apiKey: 'readme' })
const { database, url: databaseUrl } = newDatabase()
let shop: ChildProcess
let shopUrl: string
let printed = ''

beforeAll(async () => {
  await query(inject('postgresUrl'), `create database ${database}`)
  const [apiBase, baseUrl, port] = [await stripe.listen(), await prodigi.listen(), await freePort()]
  shopUrl = `http://localhost:${port}`
  stripe.configureWebhooks({ webhookUrl: `${shopUrl}/api/webhooks/stripe` })
  const place = join(root, 'artifacts/readme')
  await mkdir(place, { recursive: true })
  await writeFile(join(place, 'shop.ts'), readmeShop({ apiBase, baseUrl, port }))
  shop = spawn(process.execPath, ['--conditions=@quoin/source', join(place, 'shop.ts')], {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      STRIPE_SECRET_KEY: 'sk_test_readme',
      STRIPE_WEBHOOK_SECRET: 'whsec_readme',
      PRODIGI_API_KEY: 'readme',
      QUOIN_SECRET: 'sixteen characters or more',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  shop.stderr?.on('data', (chunk) => {
    printed += chunk
  })
  await vi.waitUntil(isUp, { timeout: 20_000 })
})

afterAll(async () => {
  if (shop.exitCode === null) {
    shop.kill()
    await once(shop, 'exit')
  }
  await Promise.all([stripe.close(), prodigi.close()])
})

describe('the shop of the README', () => {
  test('turns a payment into one print, and follows it to the post', async () => {
    const started = await fetch(`${shopUrl}/api/checkout`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ items: [{ productId: 'sunrise', quantity: 1 }] }),
    })
    expect(started.status).toBe(201)

    const { url } = await started.json()
    stripe.pay(new URL(url).pathname.replace('/pay/', ''), { method: 'card' })
    await expect.poll(() => prodigi.ledger().orders.length, { timeout: 15_000 }).toBe(1)

    const [print] = prodigi.orders()
    if (!print) throw new Error('There is no print.')
    prodigi.runOrder(print.id)
    await expect.poll(() => statusInDatabase(), { timeout: 15_000 }).toBe('shipped')
    expect(prodigi.ledger().orders).toHaveLength(1)
  })
})

/** The code of the first screen, with the simulators instead of the real Stripe and Prodigi, on a free port. */
function readmeShop({ apiBase, baseUrl, port }: { apiBase: string; baseUrl: string; port: number }): string {
  const block = codeOfDocument('README.md').find(({ language }) => language === 'ts')
  if (!block) throw new Error('The README shows no shop.')
  return [
    ['stripePayments({', `stripePayments({ apiBase: '${apiBase}',`],
    ['prodigiFulfillment({', `prodigiFulfillment({ baseUrl: '${baseUrl}',`],
    ['http://localhost:4000', shopUrl],
    ['listen(4000)', `listen(${port})`],
  ].reduce((code, [from = '', to = '']) => {
    if (!code.includes(from)) throw new Error(`The README does not say ${from}`)
    return code.replace(from, to)
  }, block.code)
}

async function isUp(): Promise<boolean> {
  if (shop.exitCode !== null) throw new Error(`The shop ended: ${printed}`)
  return fetch(`${shopUrl}/api/status`).then(
    ({ ok }) => ok,
    () => false,
  )
}

async function statusInDatabase(): Promise<unknown> {
  const [order] = await query(databaseUrl, 'select status from quoin.orders')
  return order?.['status']
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

function newDatabase(): { database: string; url: string } {
  const database = `readme_${randomUUID().replaceAll('-', '')}`
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${database}`
  return { database, url: url.href }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || !address) throw new Error('There is no free port.')
  return address.port
}
