import { once } from 'node:events'
import { createServer, request as sendRequest } from 'node:http'
import { connect } from 'node:net'
import { createMemoryStorage, createQuoin, type Logger, money, type Quoin } from '@quoin/core'
import { prodigiFulfillment } from '@quoin/core/prodigi'
import { stripePayments } from '@quoin/core/stripe'
import { createManualClock, printableArtwork, signEvent } from '@quoin/testing'
import express, { type Express } from 'express'
import { afterEach, expect, it } from 'vitest'
import { type QuoinExpressOptions, quoinExpress } from '../src/index.ts'
import { listening } from './listening.ts'

const clock = createManualClock('2026-11-22T09:00:00Z')
const webhookSecrets = 'whsec_express'
const silent: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** A shop whose providers are never called here: nothing is bought. */
function shop(): Quoin {
  return createQuoin({
    preflight: printableArtwork(),
    storage: createMemoryStorage({ clock }),
    payments: stripePayments({ secretKey: 'sk_test_express', webhookSecrets }),
    fulfillment: prodigiFulfillment({ apiKey: 'express', environment: 'sandbox' }),
    catalog: () => null,
    shippingOptions: [{ method: 'Standard', displayName: 'Standard', price: money(900, 'USD') }],
    publicUrl: 'https://shop.example',
    secret: 'a-secret-of-callback-urls',
    clock,
    logger: silent,
  })
}

const started: { stop(): Promise<void> }[] = []
afterEach(async () => {
  for (const server of started.splice(0)) await server.stop()
})

async function given(
  build: (app: Express, quoin: (options?: Partial<QuoinExpressOptions>) => express.RequestHandler) => void,
) {
  const app = express()
  const quoin = shop()
  build(app, (options) => quoinExpress({ quoin, authenticate: () => null, clock, ...options }))
  const server = await listening(createServer(app))
  started.push(server)
  return server
}

const event = JSON.stringify(
  { id: 'evt_1', object: 'event', type: 'ping', livemode: false, data: { object: {} } },
  null,
  2,
)
const signed = {
  method: 'POST',
  headers: { 'content-type': 'application/json', 'stripe-signature': signEvent(event, webhookSecrets, clock.now()) },
  body: event,
}

it.each<[string, string, Parameters<typeof given>[0]]>([
  ['with a path', '/api', (app, quoin) => app.use('/api', quoin())],
  ['without a path', '/api', (app, quoin) => app.use(quoin())],
  [
    'without a path, with a base path of its own',
    '/shop/v1',
    (app, quoin) => app.use(quoin({ basePath: '/shop/v1/' })),
  ],
  ['with another path', '/shop/v1', (app, quoin) => app.use('/shop/v1', quoin())],
  ['at the root', '', (app, quoin) => app.use(quoin({ basePath: '/' }))],
  ['in a router', '/shop/v1', (app, quoin) => app.use('/shop', express.Router().use('/v1', quoin()))],
  ['below a parameter', '/tenants/7', (app, quoin) => app.use('/tenants/:tenant', quoin())],
])('given it is mounted %s, then it answers there, and its document says so', async (_name, base, build) => {
  const { fetch } = await given(build)
  expect((await fetch(`${base}/status`)).status).toBe(200)
  expect((await fetch(`${base}/webhooks/stripe`, signed)).status).toBe(200)
  const document = await (await fetch(`${base}/openapi.json`)).json()
  expect(Object.keys(document.paths)).toContain(`${base}/orders/{id}/status`)
})

it("given the host's own routes below the same path, then they get their requests whole", async () => {
  const { fetch } = await given((app, quoin) => {
    app.use('/api', quoin())
    app.use(express.json())
    app.post('/api/wishes', (request, response) => {
      response.json(request.body)
    })
  })
  const headers = { 'content-type': 'application/json' }
  const response = await fetch('/api/wishes', { method: 'POST', headers, body: '{"wish":"a frame"}' })
  expect([response.status, await response.json()]).toEqual([200, { wish: 'a frame' }])
  expect((await fetch('/elsewhere')).status).toBe(404)
})

it('given a body parser in front, then the answer names cause and remedy, and the log tells (F15)', async () => {
  const log: unknown[] = []
  const logger: Logger = { ...silent, error: ({ code }, message) => log.push([message, code]) }
  const { fetch } = await given((app, quoin) => {
    app.use(express.json())
    app.use('/api', quoin({ logger }))
  })
  const response = await fetch('/api/webhooks/stripe', signed)
  const problem = await response.json()
  expect([response.status, problem.error]).toEqual([500, 'body_already_parsed'])
  expect(problem.detail).toMatch(/express\.json\(\).*before the parser/s)
  expect(log).toEqual([['request failed', 'body_already_parsed']])
  expect((await fetch('/api/status')).status).toBe(200)
})

it('given express.raw() in front, then the bytes it kept are used', async () => {
  const { fetch } = await given((app, quoin) => {
    app.use(express.raw({ type: () => true }))
    app.use('/api', quoin())
  })
  expect((await fetch('/api/webhooks/stripe', signed)).status).toBe(200)
  const empty = await fetch('/api/webhooks/stripe', { method: 'POST' })
  expect([empty.status, (await empty.json()).error]).toEqual([400, 'invalid_signature'])
})

it('given a session of other middleware, then authenticate sees it', async () => {
  const { fetch } = await given((app, quoin) => {
    app.use((request, _response, next) => {
      Object.assign(request, { session: { userId: 'ada' } })
      next()
    })
    const userIdOf = (request: object) => ('session' in request ? 'ada' : '')
    app.use('/api', quoin({ authenticate: (_request, origin) => ({ userId: userIdOf(origin), role: 'customer' }) }))
  })
  const response = await fetch('/api/orders')
  expect([response.status, await response.json()]).toEqual([200, { orders: [], nextCursor: null }])
})

it('given a client that hangs up in the middle of a body, then the server lives on', async () => {
  const log: unknown[] = []
  const logger: Logger = { ...silent, error: (_fields, message) => log.push(message) }
  let arrived: () => void = () => {}
  const beginning = new Promise<void>((resolve) => {
    arrived = resolve
  })
  let ended: () => void = () => {}
  const end = new Promise<void>((resolve) => {
    ended = resolve
  })
  const { fetch, port } = await given((app, quoin) => {
    app.use((_request, response, next) => {
      response.once('close', () => ended())
      arrived()
      next()
    })
    app.use('/api', quoin({ logger }))
  })
  const request = sendRequest({
    port,
    host: '127.0.0.1',
    path: '/api/webhooks/stripe',
    method: 'POST',
    headers: { 'content-length': 100 },
  })
  const failed = once(request, 'error')
  request.write('{')
  await beginning
  request.destroy(new Error('hung up'))
  await failed
  await end
  expect((await fetch('/api/status')).status).toBe(200)
  expect(log).toEqual([])
})

it('given a body that is too large, then the connection is closed instead of waiting for the rest (F96)', async () => {
  const { port } = await given((app, quoin) => app.use('/api', quoin()))
  const socket = connect(port, '127.0.0.1')
  socket.write('POST /api/webhooks/stripe HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 1000000000\r\n\r\n{')
  const answer = (await socket.setEncoding('utf8').toArray()).join('')
  expect(answer).toMatch(/^HTTP\/1\.1 413 .*\r\nConnection: close\r\n/is)
})

it('given a host header or a path that names another place, then it is not believed', async () => {
  const { port } = await given((app, quoin) => app.use('/api', quoin()))
  const statusOf = async (path: string, host: string) => {
    const request = sendRequest({ port, host: '127.0.0.1', path, headers: { host } })
    request.end()
    const [response] = await once(request, 'response')
    response.resume()
    return response.statusCode
  }
  expect(await statusOf('/api/status', 'not a host')).toBe(200)
  expect(await statusOf('/api/status', '')).toBe(200)
  expect(await statusOf('//evil.example/api/status', 'shop.example')).toBe(404)
  expect(await statusOf('http://evil.example/api/status', 'shop.example')).toBe(404)
  expect(await statusOf('/api/../../status', 'shop.example')).toBe(404)
})

it('given guests at one address, then they are limited by it, and others are not', async () => {
  const server = await given((app, quoin) => {
    app.set('trust proxy', true)
    app.use('/api', quoin({ rateLimit: { requests: 20, perMs: 60_000 } }))
  })
  const checkout = async (address: string) =>
    (await server.fetch('/api/checkout', { method: 'POST', headers: { 'x-forwarded-for': address } })).status
  expect(await checkout('192.0.2.1')).toBe(400)
  expect(await checkout('192.0.2.1')).toBe(400)
  expect(await checkout('192.0.2.1')).toBe(429)
  expect(await checkout('192.0.2.2')).toBe(400)
})

it.each([
  { requests: 9, perMs: 60_000 },
  { requests: 300, perMs: 999 },
  { requests: 10.5, perMs: 60_000 },
])('given the limit %o, then it is refused by name', (rateLimit) => {
  expect(() => quoinExpress({ quoin: shop(), authenticate: () => null, rateLimit })).toThrow('rateLimit needs')
})
