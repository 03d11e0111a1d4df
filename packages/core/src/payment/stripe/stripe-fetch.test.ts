import nock from 'nock'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { stripeFetch } from './stripe-fetch.ts'

const origin = 'http://stripe.test:4011'
beforeEach(() => nock.disableNetConnect())
afterEach(() => {
  nock.cleanAll()
  nock.enableNetConnect()
})
const answered = (status: number, body = '', headers = {}) => {
  nock(origin).get('/').reply(status, body, headers)
  return stripeFetch(`${origin}/`)
}

it.each([
  ['a page', 404, '<html>', 404],
  ['nothing', 500, '', 500],
  ['a redirect, which is not followed', 302, '', 502],
  ['not modified', 304, '', 502],
])('gives an error that is JSON for %s', async (_what, status, body, expected) => {
  const response = await answered(status, body, { location: 'http://elsewhere.test/', 'request-id': 'req_1' })
  expect(response.status).toBe(expected)
  expect(response.headers.get('request-id')).toBe('req_1')
  expect(await response.json()).toEqual({ error: { type: 'api_error' } })
})

it('leaves what is JSON as it came', async () => {
  const refusal = { error: { type: 'invalid_request_error', code: 'resource_missing' } }
  const response = await answered(404, JSON.stringify(refusal))
  expect(response.status).toBe(404)
  expect(await response.json()).toEqual(refusal)
  expect(await (await answered(200, '<html>')).text()).toBe('<html>')
})

it('says why there was no connection', async () => {
  nock(origin)
    .get('/')
    .replyWithError(Object.assign(new Error('reset'), { code: 'ECONNRESET' }))
  await expect(stripeFetch(`${origin}/`)).rejects.toMatchObject({ code: 'ECONNRESET' })
})
