import { fork } from 'node:child_process'
import { join } from 'node:path'
import { createProdigiClient, type ProdigiOrderRequest } from '@quoin/core/prodigi'
import { Pool } from 'undici'
import type { Bench, Contender } from '../harness/bench.ts'
import { median, percentile } from '../harness/statistics.ts'
import { versionOf } from '../harness/version-of.ts'

const [p50, p99] = ['p50 ms a call', 'p99 ms a call']
const [client, bareFetch] = ['the Prodigi client', 'fetch']

/** An order as it is sent, of about 3 kB. */
const order: ProdigiOrderRequest = {
  merchantReference: 'order',
  idempotencyKey: 'order-1',
  shippingMethod: 'Standard',
  recipient: {
    name: 'Ada Lovelace',
    address: { line1: '12 St James’s Square', postalOrZipCode: 'SW1Y 4JH', countryCode: 'GB', townOrCity: 'London' },
  },
  items: Array.from({ length: 6 }, (_, item) => ({
    merchantReference: `item-${item}`,
    sku: 'GLOBAL-FAP-16X24',
    copies: 1,
    sizing: 'fillPrintArea',
    assets: [{ printArea: 'default', url: `https://art.example/${'waves'.repeat(60)}.png` }],
  })),
}

interface Caller {
  call(): Promise<unknown>
  close?(): Promise<void>
}

export const clientBench: Bench = {
  name: 'client',
  title:
    'Orders of 3 kB are posted one after the other to a server in another process that answers at once; answers are read.',
  figures: [p50, p99],
  contenders: [
    calling({ name: client, settings: '`createProdigiClient`, without a rate limit' }, (baseUrl) => {
      const prodigi = createProdigiClient({ apiKey: 'bench', environment: 'sandbox', baseUrl })
      return { call: () => prodigi.orders.create(order) }
    }),
    calling({ name: bareFetch, settings: 'of Node, with JSON.stringify and response.json()' }, (baseUrl) => ({
      async call() {
        const headers = { 'content-type': 'application/json', 'x-api-key': 'bench' }
        const response = await fetch(`${baseUrl}/v4.0/orders`, { method: 'POST', headers, body: JSON.stringify(order) })
        return response.json()
      },
    })),
    calling({ name: 'undici Pool', settings: `${versionOf('undici')}, one connection` }, (baseUrl) => {
      const pool = new Pool(baseUrl, { connections: 1 })
      const headers = { 'content-type': 'application/json', 'x-api-key': 'bench' }
      return {
        async call() {
          const { body } = await pool.request({
            path: '/v4.0/orders',
            method: 'POST',
            headers,
            body: JSON.stringify(order),
          })
          return body.json()
        },
        close: () => pool.close(),
      }
    }),
  ],
  goals: [],
}

function calling(about: Pick<Contender, 'name' | 'settings'>, open: (baseUrl: string) => Caller): Contender {
  return {
    ...about,
    async open(ground) {
      const server = fork(join(import.meta.dirname, 'answer-server.ts'), { execArgv: [] })
      const port = await new Promise<number>((resolve, reject) => {
        server.once('message', (message) => resolve(Number(message)))
        server.once('exit', (code) => reject(new Error(`The server that answers ended with ${code}.`)))
      })
      const { call, close } = open(`http://127.0.0.1:${port}`)
      const calls = ground.pick({ full: 1_500, quick: 400, tiny: 3 })
      return {
        async round() {
          const took: number[] = []
          for (let turn = 0; turn < calls; turn += 1) {
            const sentAt = performance.now()
            const answer = await call()
            took.push(performance.now() - sentAt)
            if (!isCreated(answer)) throw new Error('A call had another answer.')
          }
          return { [p50]: median(took), [p99]: percentile(took, 0.99) }
        },
        async close() {
          await close?.()
          server.disconnect()
        },
      }
    },
  }
}

function isCreated(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'outcome' in answer && answer.outcome === 'Created'
}
