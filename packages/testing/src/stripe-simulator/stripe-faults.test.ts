import Stripe from 'stripe'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createManualClock, type ManualClock } from '../manual-clock.ts'
import { createManualTimer, type ManualTimer } from '../manual-timer.ts'
import type { StripeFaultKind } from './stripe-fault-script.ts'
import { clientOf, hour, params, start } from './stripe-simulator.test.data.ts'
import { createStripeSimulator, type StripeSimulator } from './stripe-simulator.ts'

let clock: ManualClock
let timer: ManualTimer
let simulator: StripeSimulator
let stripe: Stripe
let intent: string
beforeEach(async () => {
  clock = createManualClock(start)
  timer = createManualTimer()
  simulator = createStripeSimulator({ clock, timer, seed: 1 })
  stripe = clientOf(await simulator.listen())
  intent = String(simulator.pay((await stripe.checkout.sessions.create(params)).id).payment_intent)
})
afterEach(() => simulator.close())

const refund = (idempotencyKey: string, amount = 100) =>
  stripe.refunds.create({ payment_intent: intent, amount }, { idempotencyKey })
const outcome = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error: unknown) => error,
  )
const refunded = () => simulator.ledger().refunds.length

describe('F31: an idempotency key', () => {
  it('given an answer, then it is given again for a day, with the request that it came from', async () => {
    const first = await refund('key:1')
    const again = await refund('key:1')
    expect(again.id).toBe(first.id)
    expect(again.lastResponse.headers).toMatchObject({
      'idempotent-replayed': 'true',
      'idempotency-key': 'key:1',
      'original-request': first.lastResponse.requestId,
    })
    clock.advance(24 * hour)
    expect((await refund('key:1')).id).not.toBe(first.id)
    expect(refunded()).toBe(2)
  })

  it('given other parameters, or another endpoint, then it is refused', async () => {
    await refund('key:1')
    expect(await outcome(refund('key:1', 200))).toMatchObject({
      type: 'StripeIdempotencyError',
      statusCode: 400,
      message: expect.stringContaining('same parameters'),
    })
    const elsewhere = stripe.checkout.sessions.create(params, { idempotencyKey: 'key:1' })
    expect(await outcome(elsewhere)).toMatchObject({ message: expect.stringContaining("'/v1/refunds'") })
    expect(refunded()).toBe(1)
  })

  it('given parameters that are wrong, then nothing is remembered', async () => {
    const wrong = stripe.refunds.create({ payment_intent: intent, reason: 'mood' }, { idempotencyKey: 'key:1' })
    expect(await outcome(wrong)).toMatchObject({ statusCode: 400, param: 'reason' })
    expect(await outcome(refund('key:1'))).toBe('done')
  })

  it('given a refusal by what is asked for, then that is remembered', async () => {
    const { id } = simulator.dispute(intent)
    expect(await outcome(refund('key:1'))).toMatchObject({ code: 'charge_disputed' })
    simulator.closeDispute(id, 'won')
    expect(await outcome(refund('key:1'))).toMatchObject({ code: 'charge_disputed' })
    expect(await outcome(refund('key:2'))).toBe('done')
  })

  it('given a request that is under way, then another one with its key is a conflict, and not remembered', async () => {
    simulator.faults.next({ endpoint: 'createRefund', fault: 'slow' })
    const first = refund('key:1')
    await expect.poll(refunded).toBe(1)
    expect(await outcome(refund('key:1'))).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' })
    simulator.faults.release()
    const { id } = await first
    expect((await refund('key:1')).id).toBe(id)
    expect(refunded()).toBe(1)
  })

  it('longer than 255 characters is refused', async () => {
    expect(await outcome(refund('k'.repeat(256)))).toMatchObject({ type: 'StripeIdempotencyError' })
  })
})

describe('F23: a fault', () => {
  it.each<[StripeFaultKind, number, object, boolean]>([
    ['drop', 2, { type: 'StripeConnectionError' }, false],
    ['status-503', 1, { type: 'StripeAPIError' }, false],
    ['rate-limited', 1, { type: 'StripeRateLimitError', statusCode: 429, code: 'rate_limit' }, false],
    ['lock-timeout', 1, { statusCode: 429, code: 'lock_timeout' }, false],
    ['key-in-use', 1, { statusCode: 409, code: 'idempotency_key_in_use' }, false],
    ['accept-then-drop', 2, { type: 'StripeConnectionError' }, true],
    ['html', 1, { type: 'StripeAPIError' }, true],
    ['truncated-json', 1, { type: 'StripeAPIError' }, true],
  ])(
    '%s strikes before or after the call has its effect; the same key leads to one refund',
    async (fault, times, error, done) => {
      simulator.faults.next({ endpoint: 'createRefund', fault, times })
      expect(await outcome(refund('key:1'))).toMatchObject(error)
      expect(refunded()).toBe(done ? 1 : 0)
      expect(simulator.faults.pending()).toBe(0)

      expect(await outcome(refund('key:1'))).toBe('done')
      expect(refunded()).toBe(1)
    },
  )

  it.each<[StripeFaultKind, number]>([
    ['status-500', 0],
    ['accept-then-500', 1],
  ])('%s is remembered by the key for a day, whether it had an effect or not', async (fault, count) => {
    simulator.faults.next({ fault })
    expect(await outcome(refund('key:1'))).toMatchObject({ type: 'StripeAPIError', statusCode: 500 })
    const again = await outcome(refund('key:1'))
    expect(again).toMatchObject({
      statusCode: 500,
      headers: { 'idempotent-replayed': 'true', 'stripe-should-retry': 'false' },
    })
    expect(refunded()).toBe(count)
    clock.advance(24 * hour)
    expect(await outcome(refund('key:1'))).toBe('done')
  })

  it('slow answers after its delay', async () => {
    simulator.faults.next({ endpoint: 'getPaymentIntent', fault: 'slow', delayMs: 5000 })
    let answered = false
    const reading = stripe.paymentIntents.retrieve(intent).then(() => {
      answered = true
    })
    await expect.poll(timer.pending).toBe(1)
    timer.elapse(4999)
    expect(answered).toBe(false)
    timer.elapse(1)
    await reading
    expect(answered).toBe(true)
  })

  it('outlasts the patience of the client, which then does not know', async () => {
    simulator.faults.next({ endpoint: 'createRefund', fault: 'slow' })
    const impatient = stripe.refunds.create({ payment_intent: intent }, { timeout: 100 })
    expect(await outcome(impatient)).toBeInstanceOf(Stripe.errors.StripeConnectionError)
    expect(refunded()).toBe(1)
  })

  it('strikes its own endpoint only, and is called off', async () => {
    simulator.faults.next({ endpoint: 'createRefund', fault: 'html', times: 3 })
    expect(await outcome(stripe.paymentIntents.retrieve(intent))).toBe('done')
    expect(simulator.faults.pending()).toBe(3)
    simulator.faults.clear()
    expect(await outcome(refund('key:1'))).toBe('done')
  })

  it('INV-20: strikes by chance as often as it is asked to, the same for the same seed, and changes no id', async () => {
    const runs: (readonly unknown[])[] = []
    for (const rate of [{ 'accept-then-500': 0.3 }, { 'accept-then-500': 0.3 }, {}]) {
      const other = createStripeSimulator({ clock, seed: 7, faults: { rate, endpoints: ['createSession'] } })
      const client = clientOf(await other.listen())
      for (let index = 0; index < 40; index += 1) await outcome(client.checkout.sessions.create(params))
      const sessions = (await client.checkout.sessions.list({ limit: 100 })).data.map(({ id }) => id)
      runs.push([other.requests().filter(({ fault }) => fault !== null).length, sessions])
      await other.close()
    }
    const [first, second, none] = runs
    expect(first).toEqual(second)
    expect(first?.[0]).toBeGreaterThan(5)
    expect(first?.[0]).toBeLessThan(20)
    expect(none?.[1]).toEqual(first?.[1])
  })

  it('in process breaks off as a fetch does', async () => {
    simulator.faults.atRate({ rate: { drop: 1 } })
    await expect(simulator.fetch(new Request('http://stripe.test/v1/balance'))).rejects.toThrow('fetch failed')
  })
})

it('every call is in the books, with what went wrong', async () => {
  simulator.faults.next({ endpoint: 'createRefund', fault: 'rate-limited' })
  await outcome(refund('key:1'))
  await outcome(stripe.paymentIntents.retrieve('pi_none'))
  expect(simulator.requests().slice(1)).toMatchObject([
    {
      method: 'POST',
      path: '/v1/refunds',
      endpoint: 'createRefund',
      idempotencyKey: 'key:1',
      status: 429,
      code: 'rate_limit',
      fault: 'rate-limited',
    },
    { method: 'GET', path: '/v1/payment_intents/pi_none', status: 404, code: 'resource_missing', fault: null },
  ])
})
