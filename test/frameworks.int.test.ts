import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { getRequestListener } from '@hono/node-server'
import { createMemoryStorage, createQuoin, money, type Quoin, silentLogger, systemClock } from '@quoin/core'
import { prodigiFulfillment } from '@quoin/core/prodigi'
import { stripePayments } from '@quoin/core/stripe'
import { createHttpHandler, type HttpHandlerOptions } from '@quoin/http'
import { type HttpUnderTest, httpContract } from '@quoin/testing/contracts'
import type { FastifyInstance } from 'fastify'
import type { Hono } from 'hono'
import { beforeAll, describe, expect, test } from 'vitest'
import { codeOfDocument, root } from './code-blocks.ts'
import { recipe } from './recipe.ts'

const page = 'docs/frameworks.md'
/** Where an adapter for some platform finds SvelteKit's server. */
const instance = '.svelte-kit/output/server/server.js'

const honoApp = await recipe<(options: HttpHandlerOptions) => Hono>(page, 'honoApp')
httpContract({
  name: 'Hono',
  start: (options) =>
    listening(createServer(getRequestListener(honoApp(options).fetch, { overrideGlobalObjects: false }))),
})

const nodeServer = await recipe<(options: HttpHandlerOptions) => Server>(page, 'nodeServer')
httpContract({ name: "Node's own server", start: (options) => listening(nodeServer(options)) })

const fastifyApp = await recipe<(options: HttpHandlerOptions) => FastifyInstance>(page, 'fastifyApp')
httpContract({
  name: 'Fastify',
  async start(options) {
    const app = fastifyApp(options)
    const origin = await app.listen({ host: '127.0.0.1', port: 0 })
    return {
      fetch: (path, init) => fetch(origin + path, init),
      stop: async () => {
        const closed = app.close()
        app.server.closeAllConnections()
        await closed
      },
    }
  },
})

describe('SvelteKit', () => {
  const app = join(root, 'artifacts/sveltekit-app')
  let respond: (request: Request) => Promise<Response>

  beforeAll(async () => {
    await rm(app, { recursive: true, force: true })
    await writeApp(app)
    const vite = join(root, 'node_modules/vite/bin/vite.js')
    await promisify(execFile)(process.execPath, [vite, 'build'], { cwd: app }).catch((error) => {
      throw new Error(`The app was not built: ${error.stdout}${error.stderr}`)
    })
    const { server } = await import(join(app, instance))
    await server.init({ env: {} })
    respond = (request) => server.respond(request, { getClientAddress: () => '127.0.0.1' })
  }, 300_000)

  httpContract({
    name: 'SvelteKit',
    async start(options) {
      Object.assign(globalThis, { handler: createHttpHandler(options) })
      return {
        stop: async () => {},
        fetch(path, init) {
          const request = new Request(`https://shop.example${path}`, init)
          // As a browser on the shop's own pages.
          request.headers.set('origin', 'https://shop.example')
          return respond(request)
        },
      }
    },
  })
})

describe('Hono, when middleware has read the body', () => {
  test('says so (F15)', async () => {
    const app = honoApp({ quoin: quoin(), authenticate: () => null })
    const request = new Request('https://shop.example/api/webhooks/stripe', { method: 'POST', body: '{}' })
    await request.json()
    const response = await app.fetch(request)
    expect([response.status, (await response.json()).error]).toEqual([500, 'body_already_parsed'])
  })
})

describe('the cron route in Hono', () => {
  test('works for who has the secret', async () => {
    const honoCron = await recipe<(quoin: Quoin, secret: string) => Hono>(page, 'honoCron')
    const app = honoCron(quoin(), 'a-secret-of-the-scheduler')
    const call = (secret: string) => app.request('/cron', { headers: { authorization: `Bearer ${secret}` } })
    expect((await call('')).status).toBe(401)
    expect((await call('a-secret-of-the-scheduler')).status).toBe(200)
  })
})

async function writeApp(app: string): Promise<void> {
  const files = {
    'package.json': JSON.stringify({ private: true, type: 'module', imports: { '#lib/*': './src/lib/*' } }),
    'vite.config.js': `import { sveltekit } from '@sveltejs/kit/vite'
      export default { plugins: [sveltekit({ adapter: { name: 'none', adapt: (builder) => builder.generateServerInstance('${instance}') } })] }`,
    'src/app.html': '<html lang="en"><head>%sveltekit.head%</head><body>%sveltekit.body%</body></html>',
    'src/lib/server/shop.ts': 'export const quoin = (request: Request) => globalThis.handler(request)',
    ...Object.fromEntries(codeOfDocument(page).flatMap(({ path, code }) => (path === null ? [] : [[path, code]]))),
  }
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(app, path)), { recursive: true })
    await writeFile(join(app, path), content)
  }
}

async function listening(server: Server): Promise<HttpUnderTest> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    fetch: (path, init) => fetch(`http://127.0.0.1:${port}${path}`, init),
    stop: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

/** A shop in which nothing is bought. */
function quoin(): Quoin {
  return createQuoin({
    storage: createMemoryStorage({ clock: systemClock }),
    payments: stripePayments({ secretKey: 'sk_test_frameworks', webhookSecrets: 'whsec_frameworks' }),
    fulfillment: prodigiFulfillment({ apiKey: 'frameworks', environment: 'sandbox' }),
    catalog: () => null,
    shippingOptions: [{ method: 'Standard', displayName: 'Standard', price: money(900, 'USD') }],
    publicUrl: 'https://shop.example',
    secret: 'a-secret-of-callback-urls',
    logger: silentLogger,
  })
}
