import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { createProdigiSimulator, createStripeSimulator, freePort } from '@quoin/testing'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { codeOfDocument, root } from './code-blocks.ts'
import { installBuilt } from './install-built.ts'

const app = join(root, 'artifacts/next-app')
const next = join(app, 'node_modules/next/dist/bin/next')
const cronSecret = 'a-secret-of-the-scheduler'
const stripe = createStripeSimulator({ secretKey: 'sk_test_next', webhookSecret: 'whsec_next' })
const prodigi = createProdigiSimulator({ apiKey: 'next' })
const { database, url: databaseUrl } = newDatabase()
let server: ChildProcess | undefined
let shopUrl: string
let printed = ''

beforeAll(async () => {
  await query(inject('postgresUrl'), `create database ${database}`)
  const [apiBase, baseUrl, port] = [await stripe.listen(), await prodigi.listen(), await freePort()]
  shopUrl = `http://127.0.0.1:${port}`
  stripe.configureWebhooks({ webhookUrl: `${shopUrl}/api/webhooks/stripe` })

  await rm(app, { recursive: true, force: true })
  await writeApp({ apiBase, baseUrl })
  await installBuilt(app, ['core', 'http', 'kysely', 'next'], {
    'packages/next': ['next', 'react', 'react-dom', '@types/react'],
    'packages/kysely': ['kysely', 'pg', '@types/pg'],
  })
  // No key and no database: a build must do without.
  await promisify(execFile)(process.execPath, [next, 'build'], { cwd: app, env: environment() }).catch((error) => {
    throw new Error(`The app was not built: ${error.stdout}${error.stderr}`)
  })
  server = spawn(process.execPath, [next, 'start', '--port', String(port), '--hostname', '127.0.0.1'], {
    cwd: app,
    env: {
      ...environment(),
      DATABASE_URL: databaseUrl,
      STRIPE_SECRET_KEY: 'sk_test_next',
      STRIPE_WEBHOOK_SECRET: 'whsec_next',
      PRODIGI_API_KEY: 'next',
      PUBLIC_URL: shopUrl,
      QUOIN_SECRET: 'sixteen characters or more',
      GUEST_LINK_SECRET: 'thirty-two characters of chance, or more',
      CRON_SECRET: cronSecret,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [server.stdout, server.stderr]) {
    stream?.on('data', (chunk) => {
      printed += chunk
    })
  }
  await vi.waitUntil(isUp, { timeout: 60_000 })
}, 600_000)

afterAll(async () => {
  if (server?.exitCode === null) {
    // A stream that is still open must not hold it.
    server.kill('SIGKILL')
    await once(server, 'exit')
  }
  await Promise.all([stripe.close(), prodigi.close()])
})

describe('the Next.js app of the README', () => {
  let guest: { orderId: string; guestToken: string }

  test('turns a payment into one print without any worker, and follows it to the post', async () => {
    const { url, ...ids } = await checkout()
    guest = ids
    stripe.pay(new URL(url).pathname.replace('/pay/', ''), { method: 'card' })
    await expect.poll(() => prodigi.ledger().orders.length, { timeout: 30_000 }).toBe(1)

    const [print] = prodigi.orders()
    if (!print) throw new Error('There is no print.')
    prodigi.runOrder(print.id)
    await expect.poll(() => statusInDatabase(guest.orderId), { timeout: 30_000 }).toBe('shipped')
    expect(prodigi.ledger().orders).toHaveLength(1)
  })

  test('streams events before the answer ends', async () => {
    const leaving = new AbortController()
    const response = await fetch(`${shopUrl}/api/orders/${guest.orderId}/events?token=${guest.guestToken}`, {
      signal: leaving.signal,
    })
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let heard = ''
    while (!heard.includes('event: order\n')) {
      const { done, value } = (await reader?.read()) ?? { done: true }
      if (done) break
      heard += value
    }
    leaving.abort()
    expect([response.status, heard]).toEqual([200, expect.stringContaining('"status":"shipped"')])
  })

  test('works off by the cron route what became due with time, for who has the secret', async () => {
    // What the last callback led to may still be under way after its answer.
    await expect.poll(jobsUnderWay, { timeout: 30_000 }).toBe('0')
    await query(databaseUrl, 'update quoin.retry_operations set run_at = now()')
    expect((await cron('')).status).toBe(401)
    const answer = await cron(cronSecret)
    expect([answer.status, await answer.json()]).toEqual([200, expect.objectContaining({ due: 0, dead: 0 })])
    expect((await (await cron(cronSecret)).json()).ran).toBe(0)
  })

  test('takes what proxy.ts has read, and says so when a route has read it itself (F15)', async () => {
    const post = (path: string) =>
      fetch(`${shopUrl}${path}/webhooks/stripe`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'stripe-signature': 't=1,v1=none' },
        body: '{}',
      })
    const errors = await Promise.all(
      ['/api', '/read'].map(async (path) => {
        const response = await post(path)
        return [response.status, (await response.json()).error]
      }),
    )
    expect(errors).toEqual([
      [400, 'invalid_signature'],
      [500, 'body_already_parsed'],
    ])
  })
})

/** The files of the README, with the simulators instead of the real Stripe and Prodigi, and what any Next.js app has. */
async function writeApp({ apiBase, baseUrl }: { apiBase: string; baseUrl: string }): Promise<void> {
  const write = async (path: string, content: string) => {
    await mkdir(dirname(join(app, path)), { recursive: true })
    await writeFile(join(app, path), content)
  }
  for (const { path, code } of codeOfDocument('packages/next/README.md')) {
    if (path === null) continue
    const file = code
      .replace('stripePayments({', `stripePayments({ apiBase: '${apiBase}',`)
      .replace('prodigiFulfillment({', `prodigiFulfillment({ baseUrl: '${baseUrl}',`)
    await write(path, file)
  }
  await write('package.json', '{ "private": true, "type": "module" }')
  await write('next.config.ts', `export default { turbopack: { root: ${JSON.stringify(root)} } }`)
  await write('tsconfig.json', JSON.stringify(tsconfig))
  await write(
    'app/layout.tsx',
    'export default function Layout({ children }: { children: React.ReactNode }) { return <html lang="en"><body>{children}</body></html> }',
  )
  await write('app/page.tsx', 'export default function Page() { return <h1>Prints</h1> }')
  await write(
    'proxy.ts',
    `import { NextResponse, type NextRequest } from 'next/server'
    export async function proxy(request: NextRequest) {
      await request.text()
      return NextResponse.next()
    }`,
  )
  await write(
    'app/read/[...quoin]/route.ts',
    `import { createNextHandlers } from '@quoin/next'
    import { getQuoin } from '@/shop'
    const handlers = createNextHandlers({ quoin: getQuoin, authenticate: () => null, basePath: '/read' })
    export async function POST(request: Request) {
      await request.json()
      return handlers.POST(request)
    }`,
  )
}

/** As `next build` would write it. */
const tsconfig = {
  compilerOptions: {
    strict: true,
    target: 'es2023',
    lib: ['dom', 'dom.iterable', 'es2023'],
    module: 'esnext',
    moduleResolution: 'bundler',
    allowJs: true,
    incremental: true,
    resolveJsonModule: true,
    esModuleInterop: true,
    isolatedModules: true,
    skipLibCheck: true,
    noEmit: true,
    jsx: 'react-jsx',
    plugins: [{ name: 'next' }],
    paths: { '@/*': ['./*'] },
  },
  include: ['next-env.d.ts', '**/*.ts', '**/*.tsx', '.next/types/**/*.ts'],
  exclude: ['node_modules'],
}

function environment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env
  return { PATH, HOME, TMPDIR, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', CI: 'true' }
}

async function checkout(): Promise<{ url: string; orderId: string; guestToken: string }> {
  const response = await fetch(`${shopUrl}/api/checkout`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ items: [{ productId: 'sunrise', quantity: 1 }] }),
  })
  if (response.status !== 201) throw new Error(`${response.status}: ${await response.text()} ${printed}`)
  return response.json()
}

function cron(secret: string): Promise<Response> {
  return fetch(`${shopUrl}/api/cron`, { headers: { authorization: `Bearer ${secret}` } })
}

async function isUp(): Promise<boolean> {
  if (server?.exitCode !== null) throw new Error(`The app ended: ${printed}`)
  return fetch(`${shopUrl}/api/status`).then(
    ({ ok }) => ok,
    () => false,
  )
}

async function statusInDatabase(id: string): Promise<unknown> {
  const [order] = await query(databaseUrl, 'select status from quoin.orders where id = $1', [id])
  return order?.['status']
}

async function jobsUnderWay(): Promise<unknown> {
  const [count] = await query(
    databaseUrl,
    "select count(*) from quoin.retry_operations where state = 'running' or state = 'waiting' and run_at <= now()",
  )
  return count?.['count']
}

async function query(url: string, text: string, values?: unknown[]): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text, values)).rows
  } finally {
    await client.end()
  }
}

function newDatabase(): { database: string; url: string } {
  const database = `next_${randomUUID().replaceAll('-', '')}`
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${database}`
  return { database, url: url.href }
}
