import { createMemoryStorage, type PaymentProvider } from '@quoin/core'
import { prodigiFulfillment } from '@quoin/core/prodigi'
import { stripePayments } from '@quoin/core/stripe'
import { createManualClock, createManualTimer, createProdigiSimulator, openTestShop } from '@quoin/testing'
import { expect, test, vi } from 'vitest'

const orders = 120
const hour = 3_600_000

test('F48 F82 F84 given an outage of six hours and a quota of 30 calls in 30 seconds, then what has piled up is printed once, and not one call in a hundred is turned away', async () => {
  const clock = createManualClock('2026-03-01T09:00:00Z')
  const timer = createManualTimer()
  const rateLimit = { calls: 30, windowMs: 30_000 }
  const prodigi = createProdigiSimulator({ clock, timer, seed: 1, callbacks: 'off', rateLimit })
  let isDown = true
  const fulfillment = prodigiFulfillment({
    ...{ apiKey: 'key', environment: 'sandbox', clock, timer },
    fetch: async (url, init) => {
      if (isDown) throw new TypeError('fetch failed')
      return prodigi.fetch(new Request(url, init))
    },
  })
  // Stripe is asked over a real socket, and modules are loaded from a real disk: the clock has to stand still meanwhile, or a slow
  // machine takes days of its time for one of them, and jobs are given up.
  let asking = 0
  const secrets = { secretKey: 'sk_test_simulator', webhookSecrets: 'whsec_test_shop' }
  let stripe = stripePayments(secrets)
  const payments: PaymentProvider = new Proxy(stripe, {
    get(_, name) {
      const value: unknown = Reflect.get(stripe, name)
      if (typeof value !== 'function') return value
      return (...args: readonly unknown[]) => {
        const answer: unknown = Reflect.apply(value, stripe, args)
        if (!(answer instanceof Promise)) return answer
        asking += 1
        return answer.finally(() => {
          asking -= 1
        })
      }
    },
  })
  const storage = createMemoryStorage({ clock })
  const shop = await openTestShop({ storage, clock, overrides: { fulfillment, payments } })
  stripe = stripePayments({ ...secrets, apiBase: shop.stripe.url })
  /** Time goes on while the worker works, for its calls wait for their turn. */
  const pass = async (stepMs: number, isOver: () => boolean): Promise<void> => {
    let working: Promise<unknown> | null = null
    while (!isOver() || working) {
      if (asking > 0) {
        await new Promise((resolve) => setImmediate(resolve))
        continue
      }
      await vi.dynamicImportSettled()
      clock.advance(stepMs)
      timer.elapse(stepMs)
      working ??= shop.quoin.worker.tick({ maxJobs: 20 }).finally(() => {
        working = null
      })
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    }
  }

  for (let index = 0; index < orders; index += 1) await shop.buy()
  await shop.stripe.deliverPending()
  await shop.stripe.idle()
  const startAt = clock.now().getTime()
  await pass(60_000, () => clock.now().getTime() > startAt + 6 * hour)
  expect(prodigi.ledger().requests).toEqual([])

  isDown = false
  const backAt = clock.now().getTime()
  await pass(1_000, () => prodigi.ledger().orders.length >= orders)
  const { requests, orders: printed } = prodigi.ledger()
  const turnedAway = requests.filter(({ status }) => status === 429)
  expect(printed).toHaveLength(orders)
  expect(turnedAway.length).toBeLessThanOrEqual(requests.length / 100)
  // The longest wait after the outage is a quarter of an hour, and the quota lets 15 prints pass in 31 seconds at least.
  expect(clock.now().getTime() - backAt).toBeLessThan(hour / 2)
  await shop.close()
}, 180_000)
