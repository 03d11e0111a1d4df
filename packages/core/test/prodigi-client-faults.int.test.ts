import { createProdigiClient, parseProdigiCallback } from '@quoin/core/prodigi'
import { createManualClock, createManualTimer, createProdigiSimulator } from '@quoin/testing'
import { describe, expect, test } from 'vitest'
import { order, start } from './prodigi-client-world.ts'

describe('faults', () => {
  test.each([
    ['drop', 'connection', 'retryable', 'unknown', 0],
    ['status-500', 'server_error', 'retryable', 'unknown', 0],
    ['status-503', 'server_error', 'retryable', 'unknown', 0],
    ['rate-limited', 'rate_limited', 'retryable', 'retryable', 0],
    ['accept-then-drop', 'connection', 'retryable', 'unknown', 1],
    ['timed-out', 'timed_out', 'retryable', 'unknown', 1],
    ['html', 'server_error', 'retryable', 'unknown', 1],
    ['truncated-json', 'unreadable', 'retryable', 'unknown', 1],
    ['empty-200', 'unreadable', 'retryable', 'unknown', 1],
    ['slow', 'timed_out', 'retryable', 'unknown', 1],
  ] as const)(
    '%s: an error for what it is, and one print in the end (F34, F48, F49)',
    async (fault, reason, read, write, made) => {
      const { client: patient, prodigi, reach } = await start()
      const hasty = { ...reach, readTimeoutMs: 300, writeTimeoutMs: 300 }
      const client = fault === 'slow' ? createProdigiClient(hasty) : patient
      prodigi.faults.next({ fault, times: 2 })
      await expect(client.orders.create(order('A-1'))).rejects.toMatchObject({ reason, retry: write })
      await expect(client.orders.list()).rejects.toMatchObject({ reason, retry: read })
      prodigi.faults.release()
      expect(prodigi.ledger().orders).toHaveLength(made)
      const { outcome } = await patient.orders.create(order('A-1'))
      expect(outcome).toBe(made ? 'AlreadyExists' : 'Created')
      expect(prodigi.ledger().orders).toHaveLength(1)
    },
  )
})

test('callbacks are read as hints', async () => {
  const { client, prodigi } = await start({ callbacks: 'on', send: async () => new Response() })
  const callbackUrl = 'https://shop.example/prodigi'
  const { order: created } = await client.orders.create(order('A-1', { callbackUrl }))
  prodigi.runOrder(created.id)
  await prodigi.waitForCallbacks()
  const read = prodigi.callbacks().map(({ event }) => parseProdigiCallback(JSON.stringify(event)))
  expect(new Set(read.map(({ eventId }) => eventId)).size).toBe(read.length)
  for (const { orderId, time } of read) expect([orderId, time]).toEqual([created.id, expect.any(Date)])
  expect(read.at(-1)).toMatchObject({
    type: 'com.prodigi.order.status.stage.changed#Complete',
    order: { status: { stage: 'Complete' } },
  })
})

test('of hundreds of calls none is turned away, and prints come before looks (F48, F54, F84)', async () => {
  const clock = createManualClock('2026-11-22T10:00:00Z')
  const timer = createManualTimer()
  const rateLimit = { calls: 30, windowMs: 30_000 }
  const prodigi = createProdigiSimulator({ clock, timer, seed: 1, callbacks: 'off', rateLimit })
  const client = createProdigiClient({
    apiKey: 'key',
    environment: 'sandbox',
    clock,
    timer,
    fetch: (url, init) => prodigi.fetch(new Request(url, init)),
  })
  let passedMs = 0
  const doneAtMs = { look: [] as number[], print: [] as number[] }
  /** Comes back whenever it is told to, as a job does. */
  const insist = async (kind: keyof typeof doneAtMs, call: () => Promise<unknown>): Promise<void> => {
    const error = await call().then(
      () => null,
      (reason: unknown) => reason,
    )
    if (error === null) return void doneAtMs[kind].push(passedMs)
    expect(error).toMatchObject({ reason: 'rate_limited', retry: 'retryable', status: null })
    await new Promise<void>((resolve) => void timer.after(Object(error).retryAfterMs, resolve))
    return insist(kind, call)
  }
  const calls = [
    ...Array.from({ length: 240 }, () => insist('look', () => client.orders.list({ top: 1 }))),
    ...Array.from({ length: 60 }, (_, number) => insist('print', () => client.orders.create(order(`A-${number}`)))),
  ]
  while (doneAtMs.look.length + doneAtMs.print.length < calls.length) {
    clock.advance(1_000)
    timer.elapse(1_000)
    passedMs += 1_000
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  }
  await Promise.all(calls)
  expect(prodigi.ledger().requests.filter(({ status }) => status !== 200)).toEqual([])
  expect(prodigi.ledger().orders).toHaveLength(60)
  // At least 15 in 31 seconds, whatever else is waiting.
  expect(Math.max(...doneAtMs.print)).toBeLessThanOrEqual(4 * 31_000 + 1_000)
})
