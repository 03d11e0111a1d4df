import { expect, it } from 'vitest'
import { createHttpHandler } from './http-handler.ts'
import { shop } from './shop.test.data.ts'

const quoin = shop()
const statusAt = async (basePath: string, url: string) => {
  const handler = createHttpHandler({ quoin, authenticate: () => null, basePath })
  return (await handler(new Request(url))).status
}

it.each([
  ['/api', '/api/status', 200],
  ['/api/', '/api/status', 200],
  ['/shop/v1', '/shop/v1/status', 200],
  ['/', '/status', 200],
  ['', '/status', 200],
  ['/api', '/status', 404],
  ['/api', '/apistatus', 404],
  ['/api', '/api', 404],
  ['/api', '/api/v2/api/status', 404],
])('given the base path %j, then %s is %i', async (basePath, path, status) => {
  expect(await statusAt(basePath, `https://shop.example${path}`)).toBe(status)
})

it.each(['api', '//', '/a//b', '/api?x', 'https://shop.example/api'])(
  'given the base path %j, then it is refused',
  (basePath) => {
    const create = () => createHttpHandler({ quoin, authenticate: () => null, basePath })
    expect(create).toThrow(expect.objectContaining({ code: 'invalid_options' }))
  },
)

it('given a framework with routes of its own, then it answers what is not ours', async () => {
  const handler = createHttpHandler({ quoin, authenticate: () => null })
  const fallback = () => new Response('mine')
  const answered = async (path: string) =>
    (await handler(new Request(`https://shop.example${path}`), { fallback })).text()
  expect([await answered('/'), await answered('/api/mine')]).toEqual(['mine', 'mine'])
})
