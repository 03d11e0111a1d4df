import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createPayments } from './outside-payments.ts'
import { createPrints } from './outside-prints.ts'
import type { Answer, OutsideQuestions, OutsideSettings, Question } from './outside-process.ts'

// Stripe and Prodigi as a process of their own. What their simulators answered once they answer from memory, so that the time
// of a bench is that of the shop.

const settings: OutsideSettings = JSON.parse(process.argv[2] ?? '')
const payments = createPayments(settings)
const prints = createPrints()

const server = createServer((request, response) => {
  answer(request).then(
    ({ status, text }) => {
      response
        .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
        .end(text)
    },
    (error: unknown) => {
      console.error(error)
      response.writeHead(500).end()
    },
  )
})

async function answer(request: IncomingMessage): Promise<{ status: number; text: string }> {
  const body = request.method === 'GET' ? '' : await bodyOf(request)
  const asked = { method: String(request.method), path: String(request.url), body }
  const isStripe = asked.path.startsWith('/v1/')
  const known = isStripe ? payments.answer(asked) : await prints.answer(asked)
  if (known !== null) return { status: 200, text: known }
  const simulator = isStripe ? payments.simulator : prints.simulator
  const headers = new Headers()
  for (const name of ['authorization', 'content-type', 'idempotency-key', 'x-api-key', 'stripe-version']) {
    const value = request.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  const { method, path } = asked
  const response = await simulator.fetch(
    new Request(`${url}${path}`, { method, headers, ...(body !== '' && { body }) }),
  )
  return { status: response.status, text: await response.text() }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

const answers: {
  readonly [Name in keyof OutsideQuestions]: (
    asks: OutsideQuestions[Name]['asks'],
  ) => Promise<OutsideQuestions[Name]['answer']>
} = {
  async sell({ orderIds }) {
    await payments.sell(orderIds, url)
    return null
  },
  async pay() {
    await payments.pay()
    return null
  },
  deliver: payments.deliver,
  prints: async () => prints.takeMade(),
  async ship({ connections }) {
    await prints.ship(connections)
    return null
  },
}

const say = (answered: Answer): void => void process.send?.(answered)
process.on('message', ({ id, name, asks }: Question) => {
  const reply = answers[name] as (asks: unknown) => Promise<unknown>
  reply(asks).then(
    (answer) => say({ id, answer }),
    (error: unknown) => say({ id, error: error instanceof Error ? String(error.stack) : String(error) }),
  )
})
process.once('disconnect', () => process.exit())

await new Promise<void>((resolve) => {
  server.listen(0, '127.0.0.1', resolve)
})
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
say({ id: 0, answer: url })
