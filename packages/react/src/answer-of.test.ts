import { createQuoinClient } from '@quoin/http/client'
import { describe, expect, it } from 'vitest'
import { answerOf } from './answer-of.ts'

/** What becomes of an answer that something between the shop and the browser gives. */
function reading(response: () => Promise<Response>) {
  return answerOf(createQuoinClient({ baseUrl: 'https://shop.example/api', fetch: response }).GET('/orders')).catch(
    ({ name, code, status, message }) => ({ name, code, status, message }),
  )
}
const unreachable = { name: 'RequestError', code: 'unreachable', status: 0, message: 'There was no answer.' }

describe('an answer', () => {
  it('given a refused command, then its code is the reason', async () => {
    const problem = {
      ...{ type: 'urn:quoin:problem:command_rejected', title: 'No', status: 409, detail: 'Too late.' },
      error: 'command_rejected',
      issues: [{ path: '', code: 'already_shipped', message: 'Too late.' }],
    }
    const answer = await reading(async () => Response.json(problem, { status: 409 }))
    expect(answer).toEqual({ name: 'RequestError', code: 'already_shipped', status: 409, message: 'Too late.' })
  })

  it.each([
    ['no network', () => Promise.reject(new TypeError('offline'))],
    ["a gateway's page", async () => new Response('<h1>502</h1>', { status: 502 })],
    ['an empty error', async () => new Response(null, { status: 503 })],
    ['JSON of somebody else', async () => Response.json({ message: 'no' }, { status: 500 })],
  ])('given %s, then there was no answer', async (_name, response) => {
    expect(await reading(response)).toEqual(unreachable)
  })
})
