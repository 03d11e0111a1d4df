import { createServer, request } from 'node:http'
import { type Duplex, duplexPair } from 'node:stream'
import express from 'express'
import { describe, expect, test } from 'vitest'
import { createSessions } from '../examples/express-server/src/sessions.ts'
import { signIn } from '../examples/express-server/src/sign-in.ts'

const sessions = createSessions('the secret of this test, of some length', 'http://localhost:4000')

interface Visit {
  /** Where the connection comes from. */
  readonly from: string | undefined
  readonly isSimulated?: boolean
  readonly headers?: Readonly<Record<string, string>>
  /** A form that is sent; left out: the page is asked for. */
  readonly form?: string
}

interface Answer {
  readonly status: number
  readonly location: string | undefined
  readonly cookies: readonly string[]
  readonly body: string
}

/** Visits the page over a connection of which the other end is where the test says. */
function visit({ from, isSimulated = true, headers = {}, form }: Visit): Promise<Answer> {
  const server = createServer(express().use(signIn(sessions, isSimulated)))
  const [ours, theirs] = duplexPair()
  server.emit('connection', Object.assign(theirs, { remoteAddress: from }))
  const method = form === undefined ? 'GET' : 'POST'
  const sent = { host: 'localhost:4000', 'content-type': 'application/x-www-form-urlencoded', ...headers }
  return new Promise((resolve, reject) => {
    const asked = request(
      { method, path: '/sign-in', headers: sent, createConnection: (): Duplex => ours },
      (answer) => {
        let body = ''
        answer.setEncoding('utf8').on('data', (text) => (body += text))
        answer.on('end', () => {
          const { location, 'set-cookie': cookies = [] } = answer.headers
          resolve({ status: answer.statusCode ?? 0, location, cookies, body })
          ours.destroy()
        })
      },
    )
    asked.on('error', reject).end(form)
  })
}

const near = ['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1']
const far = [
  '203.0.113.7',
  '10.0.0.5',
  '::ffff:203.0.113.7',
  'fe80::1',
  '2001:db8::1',
  '128.0.0.1',
  '::127.0.0.1',
  undefined,
]

describe('the sign-in of the example shop, while money is simulated', () => {
  test.each(near)('given somebody at this machine (%s), then a click makes them the owner', async (from) => {
    expect((await visit({ from })).body).toContain('As the owner')
    const { status, location, cookies } = await visit({ from, form: 'role=admin' })
    expect([status, location]).toEqual([303, '/admin'])
    expect(await sessions.userOf({ cookie: cookies[0]?.split(';')[0] })).toEqual({ userId: 'owner', role: 'admin' })
  })

  test.each(far)('given somebody from elsewhere (%s), then nobody is let in without a token', async (from) => {
    const page = await visit({ from })
    expect([page.body.includes('As the owner'), page.body.includes('name="token"')]).toEqual([false, true])
    for (const form of ['role=admin', 'role=customer', 'role=admin&token=', 'token=wrong']) {
      const { status, location, cookies } = await visit({ from, form })
      expect([status, location, cookies]).toEqual([303, '/sign-in?wrong', []])
    }
    const token = await sessions.sign('ada@example.com', 'customer')
    expect((await visit({ from, form: `token=${token}` })).location).toBe('/orders')
  })

  test('given somebody from elsewhere who says that they are here, then that is not believed', async () => {
    const headers = { 'x-forwarded-for': '127.0.0.1', forwarded: 'for=127.0.0.1', 'x-real-ip': '127.0.0.1' }
    const { location, cookies } = await visit({ from: '203.0.113.7', headers, form: 'role=admin' })
    expect([location, cookies]).toEqual(['/sign-in?wrong', []])
  })
})

test('given real money, then also at this machine a token is asked for', async () => {
  const { body } = await visit({ from: '127.0.0.1', isSimulated: false })
  expect([body.includes('As the owner'), body.includes('name="token"')]).toEqual([false, true])
  const { location, cookies } = await visit({ from: '127.0.0.1', isSimulated: false, form: 'role=admin' })
  expect([location, cookies]).toEqual(['/sign-in?wrong', []])
})
