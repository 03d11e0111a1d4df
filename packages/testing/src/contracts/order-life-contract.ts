import type { Storage } from '@quoin/core'
import { afterEach, beforeEach, describe } from 'vitest'
import { createManualClock, type ManualClock } from '../manual-clock.ts'
import { openTestShop, type TestShop, type TestShopOptions } from '../test-shop.ts'
import { adoptCases } from './order-life/adopt-cases.ts'
import { alertCases } from './order-life/alert-cases.ts'
import { archiveCases } from './order-life/archive-cases.ts'
import { cancelCases } from './order-life/cancel-cases.ts'
import { checkoutCases } from './order-life/checkout-cases.ts'
import { deliveryCases } from './order-life/delivery-cases.ts'
import { disputeCases } from './order-life/dispute-cases.ts'
import { editCases } from './order-life/edit-cases.ts'
import { eventCases } from './order-life/event-cases.ts'
import { moneyCases } from './order-life/money-cases.ts'
import { outgoingCases } from './order-life/outgoing-cases.ts'
import { paymentCases } from './order-life/payment-cases.ts'
import { priceCases } from './order-life/price-cases.ts'
import { reconcileCases } from './order-life/reconcile-cases.ts'
import { reconcileProviderCases } from './order-life/reconcile-provider-cases.ts'
import { refundCases } from './order-life/refund-cases.ts'
import { reprintCases } from './order-life/reprint-cases.ts'
import { resumeCases } from './order-life/resume-cases.ts'
import { silenceCases } from './order-life/silence-cases.ts'
import { submissionCases } from './order-life/submission-cases.ts'
import { trackingCases } from './order-life/tracking-cases.ts'

/** Hours and days pass in most cases: the shop's health every minute of them is what a few are about, and set up. */
const usualWatchMs = 10 * 60_000

/** What {@link orderLifeContract} examines. */
export interface OrderLifeContractOptions {
  /** Heads the cases. */
  readonly name: string
  /** An empty storage that reads the given clock instead of its own. Called before each case. */
  create(clock: ManualClock): Promise<{ readonly storage: Storage; close(): Promise<void> }>
}

/** What each case is given. */
export interface OrderLife {
  /** Opens the shop of this case; it is closed after it. */
  open(options?: Omit<TestShopOptions, 'storage' | 'clock'>): Promise<TestShop>
  /** What the shop goes by. */
  readonly clock: ManualClock
}

/**
 * The life of orders as a vitest suite, from a checkout to the door, through faults: Quoin on a storage, with Stripe,
 * Prodigi and EasyPost simulated over HTTP. Passing it shows that a storage keeps the promise: one print for one payment.
 *
 * @example
 * ```ts
 * import { createMemoryStorage } from '@quoin/core'
 * import { orderLifeContract } from '@quoin/testing/contracts'
 *
 * orderLifeContract({
 *   name: 'memory',
 *   create: async (clock) => ({ storage: createMemoryStorage({ clock }), close: async () => {} }),
 * })
 * ```
 */
export function orderLifeContract({ name, create }: OrderLifeContractOptions): void {
  describe(`the life of orders: ${name}`, () => {
    const closing: (() => Promise<void>)[] = []
    let life: OrderLife
    beforeEach(() => {
      const clock = createManualClock('2026-03-01T09:00:00Z')
      life = {
        clock,
        async open(options = {}) {
          const { storage, close } = await create(clock)
          const overrides = { health: { watchEveryMs: usualWatchMs }, ...options.overrides }
          const shop = await openTestShop({ ...options, overrides, storage, clock })
          closing.push(async () => {
            await shop.close()
            await close()
          })
          return shop
        },
      }
    })
    afterEach(async () => {
      for (const close of closing.splice(0)) await close()
    })
    const given = () => life

    paymentCases(given)
    checkoutCases(given)
    resumeCases(given)
    priceCases(given)
    adoptCases(given)
    moneyCases(given)
    submissionCases(given)
    deliveryCases(given)
    trackingCases(given)
    cancelCases(given)
    refundCases(given)
    reprintCases(given)
    editCases(given)
    disputeCases(given)
    eventCases(given)
    reconcileCases(given)
    reconcileProviderCases(given)
    silenceCases(given)
    alertCases(given)
    outgoingCases(given)
    archiveCases(given)
  })
}
