import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { money } from '@quoin/core'
import { describe, expect, it } from 'vitest'
import { createHttpHandler } from '../http-handler.ts'
import { clock, shop } from '../shop.test.data.ts'
import { createQuoinClient } from './index.ts'

function client() {
  const quoin = shop({
    catalog: () => ({ id: 'sunrise', name: 'Sunrise', sku: 'GLOBAL-FAP-16X24', price: money(4900, 'USD'), assets: [] }),
  })
  const handler = createHttpHandler({
    quoin,
    clock,
    authenticate: (request) =>
      request.headers.get('authorization') === 'Bearer ada' ? { userId: 'ada', role: 'customer' } : null,
  })
  return (token?: string) =>
    createQuoinClient({
      baseUrl: 'https://shop.example/api',
      fetch: (request) => handler(request),
      ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
    })
}

describe('the client', () => {
  it('given an endpoint, then its answer is typed', async () => {
    const { data, error, response } = await client()('ada').GET('/orders', { params: { query: { limit: 1 } } })
    const numbers: string[] | undefined = data?.orders.map(({ number }) => number)
    expect([numbers, error, response.status]).toEqual([[], undefined, 200])
  })

  it('given a refusal, then it is told and nothing is thrown', async () => {
    const { data, error } = await client()().GET('/orders')
    const code: string | undefined = error?.error
    expect([data, code]).toEqual([undefined, 'unauthenticated'])
  })

  it('given a body with a wrong field, then the refusal names it', async () => {
    const { error } = await client()('ada').POST('/checkout', { body: { items: [{ productId: 'x', quantity: 0 }] } })
    expect(error?.issues?.map(({ path }) => path)).toEqual(['items[0].quantity'])
  })

  it('given what no endpoint takes, then it does not compile', async () => {
    const quoin = client()('ada')
    // @ts-expect-error There is no such endpoint.
    expect((await quoin.GET('/nowhere')).response.status).toBe(404)
    // @ts-expect-error A quantity is a number.
    const { response } = await quoin.POST('/checkout', { body: { items: [{ productId: 'x', quantity: 'two' }] } })
    expect(response.status).toBe(400)
  })

  it('given the endpoints, then its types are made from them as they are now', async () => {
    const root = join(import.meta.dirname, '../../../..')
    const script = ['--conditions=@quoin/source', join(root, 'scripts/generate-client.mjs'), '--check']
    const said = await new Promise((resolve) => {
      execFile(process.execPath, script, (error, _out, text) => resolve(error ? text : 'up to date'))
    })
    expect(said).toBe('up to date')
  })
})
