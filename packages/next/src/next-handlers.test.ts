import { type HttpUnderTestOptions, httpContract } from '@quoin/testing/contracts'
import { describe, expect, it } from 'vitest'
import { createNextHandlers, type NextHandlers } from './next-handlers.ts'
import { shopFixture } from './shop-fixture.test.data.ts'

/** As Next calls a route file: the export that is named like the method. */
function send(handlers: NextHandlers, path: string, init?: RequestInit): Promise<Response> {
  const request = new Request(`https://shop.example${path}`, init)
  const handler = Object.entries(handlers).find(([method]) => method === request.method)?.[1]
  return handler ? handler(request) : Promise.resolve(new Response(null, { status: 405 }))
}

httpContract({
  name: 'the handlers of a Next.js route',
  start: async ({ quoin, ...options }: HttpUnderTestOptions) => {
    const handlers = createNextHandlers({ ...options, quoin: () => quoin, after: () => {} })
    return { fetch: (path, init) => send(handlers, path, init), stop: async () => {} }
  },
})

describe('route handlers', () => {
  it('given no request yet, then nothing is made and no option is looked at', () => {
    const quoin = () => {
      throw new Error('There are no keys while the app is built.')
    }
    expect(() => createNextHandlers({ quoin, authenticate: () => null, guestLinkSecret: '' })).not.toThrow()
  })

  it('given options at fault, then the request is rejected by name; once they are right, the next is answered', async () => {
    const { quoin } = shopFixture()
    let repaired = false
    const handlers = createNextHandlers({
      authenticate: () => null,
      quoin: () => {
        if (!repaired) throw new Error('The database is not there yet.')
        return quoin
      },
    })
    await expect(send(handlers, '/api/status')).rejects.toThrow('not there yet')
    repaired = true
    expect((await send(handlers, '/api/status')).status).toBe(200)
    const wrong = createNextHandlers({ quoin: () => quoin, authenticate: () => null, guestLinkSecret: 'short' })
    await expect(send(wrong, '/api/status')).rejects.toMatchObject({ code: 'invalid_options' })
  })

  it('given a webhook, then it is answered when it is stored, and worked off afterwards', async () => {
    const { quoin, event, signed } = shopFixture()
    const tasks: (() => Promise<void>)[] = []
    const handlers = createNextHandlers({
      quoin: () => quoin,
      authenticate: () => null,
      after: (task) => tasks.push(task),
    })
    expect((await send(handlers, '/api/webhooks/stripe', signed(event))).status).toBe(200)
    expect((await quoin.worker.stats()).due).toBe(1)
    expect(tasks).toHaveLength(1)
    await tasks[0]?.()
    expect((await quoin.worker.stats()).due).toBe(0)
  })

  it('given a request that only reads, or one that is refused, then nothing is done after it', async () => {
    const { quoin, event, signed } = shopFixture()
    const tasks: unknown[] = []
    const handlers = createNextHandlers({
      quoin: () => quoin,
      authenticate: () => null,
      after: (task) => tasks.push(task),
    })
    expect((await send(handlers, '/api/status')).status).toBe(200)
    expect((await send(handlers, '/api/webhooks/stripe', { ...signed(event), body: `${event} ` })).status).toBe(400)
    expect(tasks).toEqual([])
  })

  it('given a worker that runs anyway, then nothing is done after a request', async () => {
    const { quoin, event, signed } = shopFixture()
    const tasks: unknown[] = []
    const handlers = createNextHandlers({
      quoin: () => quoin,
      authenticate: () => null,
      workAfterResponse: false,
      after: (task) => tasks.push(task),
    })
    expect((await send(handlers, '/api/webhooks/stripe', signed(event))).status).toBe(200)
    expect(tasks).toEqual([])
  })

  it.each(['text', 'json', 'arrayBuffer'] as const)(
    'given a body that was read by %s(), then the answer names cause and remedy (F15)',
    async (read) => {
      const { quoin, event, signed } = shopFixture()
      const { POST } = createNextHandlers({ quoin: () => quoin, authenticate: () => null, after: () => {} })
      const request = new Request('https://shop.example/api/webhooks/stripe', signed(event))
      const copy = request.clone()
      await request[read]()
      const response = await POST(request)
      const problem = await response.json()
      expect([response.status, problem.error]).toEqual([500, 'body_already_parsed'])
      expect(problem.detail).toContain('request.clone()')
      expect((await POST(copy)).status).toBe(200)
    },
  )
})
