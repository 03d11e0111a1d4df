import { createMemoryStorage, type Logger, type Storage, type Timer } from '@quoin/core'
import { createManualTimer, jobFixture } from '@quoin/testing'
import { expect, it } from 'vitest'
import { createCronHandler } from './cron-handler.ts'
import { clock, shop, storageWith } from './shop.test.data.ts'

const secret = 'a-secret-of-the-scheduler'
const call = (authorization = `Bearer ${secret}`, method = 'GET') =>
  new Request('https://shop.example/api/cron', { method, headers: { authorization } })

/** A shop with this many jobs that are due. Each is over at once: the order it is about is gone. */
async function given(jobs: number, options: { storage?: Storage; timer?: Timer; worker?: { slots: number } } = {}) {
  const { storage = createMemoryStorage({ clock }) } = options
  const orderId = '0198c5a0-7d51-7c3e-9d3f-1f0f7a7a0001'
  await storage.commit({
    jobs: Array.from({ length: jobs }, () => jobFixture({ kind: 'expire_checkout', orderId, payload: { orderId } })),
  })
  return shop({ ...options, storage })
}

it.each(['GET', 'POST'])(
  'given work that is due, then %s works it off, and counts it and what is left',
  async (method) => {
    const answer = await createCronHandler({ quoin: await given(30), secret })(call(undefined, method))
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
    const rest = { running: 0, dead: 0, deadOfKind: {}, oldestDueMs: 0, lastSignOfLifeMs: 0 }
    // The next reconciliation and the next look after the shop.
    expect(await answer.json()).toEqual({ ran: 30, due: 0, scheduled: 2, ...rest })
  },
)

it('given a budget, when it is used up, then no more is begun, and the next call goes on', async () => {
  const timer = createManualTimer()
  const memory = createMemoryStorage({ clock })
  const storage = {
    ...memory,
    async claimJobs(options: Parameters<typeof memory.claimJobs>[0]) {
      const jobs = await memory.claimJobs(options)
      timer.elapse(600)
      return jobs
    },
  }
  const quoin = await given(5, { storage, timer, worker: { slots: 1 } })
  const handler = createCronHandler({ quoin, secret, budgetMs: 1_000 })
  expect(await (await handler(call())).json()).toMatchObject({ ran: 2, due: 3 })
  expect(await (await handler(call())).json()).toMatchObject({ ran: 2, due: 1 })
  expect(await (await handler(call())).json()).toMatchObject({ ran: 1, due: 0 })
})

it.each(['', 'Bearer', `Bearer ${secret}x`, `Bearer ${secret.slice(1)}`, `Basic ${secret}`])(
  'given %j instead of the secret, then 401 and nothing is done',
  async (authorization) => {
    const quoin = await given(1)
    const answer = await createCronHandler({ quoin, secret })(call(authorization))
    expect([answer.status, (await answer.json()).error]).toEqual([401, 'unauthenticated'])
    expect((await quoin.worker.stats()).due).toBe(1)
  },
)

it('given another method, then 405 says which there are', async () => {
  const answer = await createCronHandler({ quoin: shop(), secret })(call(undefined, 'DELETE'))
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST'])
})

it.each(['GET', 'POST'])(
  'given a database that is away, then %s is 500, and neither answer nor log repeats its message',
  async (method) => {
    const lines: string[] = []
    const note = (...line: readonly unknown[]) => void lines.push(JSON.stringify(line))
    const logger: Logger = { debug: note, info: note, warn: note, error: note }
    const claimJobs = () => Promise.reject(new Error('no route to db.internal'))
    const quoin = shop({ storage: storageWith({ claimJobs }) })
    const answer = await createCronHandler({ quoin, secret, logger })(call(undefined, method))
    const text = await answer.text()
    expect([answer.status, JSON.parse(text).error]).toEqual([500, 'internal_error'])
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain(`"${method.toLowerCase()} /cron"`)
    expect(lines[0]).toContain('"request failed"')
    expect(text + lines.join('')).not.toContain('db.internal')
  },
)

it.each([
  [{ secret: 'fifteen letters' }, 'secret needs'],
  [{ secret, budgetMs: 0 }, 'budgetMs is'],
  [{ secret, budgetMs: Number.NaN }, 'budgetMs is'],
])('given %o, then it is refused by name', (options, message) => {
  expect(() => createCronHandler({ quoin: shop(), ...options })).toThrow(message)
})
