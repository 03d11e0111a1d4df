import type { Quoin, Storage } from '@quoin/core'
import { createManualClock, openTestShop, type TestShop } from '@quoin/testing'
import { describe, expect, it } from 'vitest'
import { createRestorableStorage } from './restorable-storage.ts'

const minute = 60_000
const hour = 60 * minute

async function open() {
  const clock = createManualClock('2026-03-01T09:00:00Z')
  const backup = createRestorableStorage(clock)
  return { backup, shop: await openTestShop({ storage: backup.storage, clock }) }
}

/** Bought, printed, sent, and some money given back. Every webhook and callback has arrived. */
async function liveOn(shop: TestShop): Promise<string> {
  const { orderId } = await shop.buy()
  await shop.settle()
  await later(shop, hour)
  const [print] = (await shop.order(orderId)).fulfillments
  shop.prodigi.runOrder(print?.providerOrderId ?? '')
  await shop.settle()
  await later(shop, hour)
  const scope = { kind: 'amount', amount: { amount: 1_000, currency: 'USD' } } as const
  await shop.quoin.orders.refund(orderId, { scope, reason: 'a scratch' }, 'admin:1')
  await shop.settle()
  await later(shop, hour)
  return orderId
}

describe('F89 INV-1 INV-2 given a database that was put back to an earlier time, when it is reconciled', () => {
  it('then the order gets to the same end, whatever was lost', async () => {
    const { backup, shop } = await open()
    await liveOn(shop)
    const places = backup.places()
    await shop.close()
    expect(places.length).toBeGreaterThan(10)

    for (const kept of new Set(places.flatMap((place) => [place - 1, place]))) {
      const again = await open()
      const orderId = await liveOn(again.shop)
      await again.backup.restore(kept)
      await again.shop.quoin.reconcile()
      await again.shop.settle()
      await later(again.shop, 8 * hour, 30 * minute)
      const report = await again.shop.quoin.reconcile()
      expect({ kept, ...(await endOf(again.shop, orderId)), findings: report.findings }).toEqual({
        kept,
        status: 'shipped',
        paymentStatus: 'partially_refunded',
        amountRefunded: 1_000,
        prints: 1,
        refunds: [1_000],
        attention: [],
        told: ['order_confirmed', 'order_refunded', 'order_shipped'],
        findings: [],
      })
      await again.shop.close()
    }
  })

  it('then what nobody was told is told, once, and nothing else', async () => {
    const { backup, shop } = await open()
    let isForgetful = true
    const forgetful: Storage = {
      ...backup.storage,
      commit: ({ notifications, jobs = [], ...rest }) =>
        backup.storage.commit(
          isForgetful
            ? { ...rest, jobs: jobs.filter(({ kind }) => kind !== 'send_notification') }
            : { ...rest, jobs, ...(notifications && { notifications }) },
        ),
    }
    const [first, second] = [shop.another({ storage: forgetful }), shop.another()]
    const { orderId } = await shop.buy()
    await shop.stripe.idle()
    await workOff(first)
    const [print] = (await shop.order(orderId)).fulfillments
    shop.prodigi.advanceOrder(print?.providerOrderId ?? '')
    expect(shop.notified).toEqual([])

    isForgetful = false
    const reports = await Promise.all([first.reconcile(), second.reconcile()])
    const kinds = reports.flatMap(({ findings }) => findings.map(({ kind, healed }) => `${kind} ${healed}`))
    expect(new Set(kinds)).toEqual(new Set(['not_told true']))
    await Promise.all([workOff(first), workOff(second)])
    expect(shop.notified.map(({ type }) => type)).toEqual(['order_confirmed'])
    expect(await first.reconcile()).toMatchObject({ findings: [], historiesChecked: 1 })
    await workOff(first)
    expect(shop.notified).toHaveLength(1)
    await shop.close()
  })
})

async function workOff({ worker }: Quoin): Promise<void> {
  while ((await worker.tick()) > 0);
}

async function later(shop: TestShop, durationMs: number, stepMs = durationMs): Promise<void> {
  for (let passedMs = 0; passedMs < durationMs; passedMs += stepMs) {
    shop.clock.advance(stepMs)
    await shop.settle()
  }
}

async function endOf(shop: TestShop, orderId: string) {
  const { status, paymentStatus, payment, attention } = await shop.order(orderId)
  return {
    status,
    paymentStatus,
    amountRefunded: payment.amountRefunded,
    prints: shop.prodigi.ledger().orders.length,
    refunds: shop.stripe.ledger().refunds.map(({ amount }) => amount),
    // A refund whose reason was lost with the database is shown to a person.
    attention: attention.map(({ code }) => code).filter((code) => code !== 'partially_refunded'),
    told: [...new Set(shop.notified.map(({ type }) => type))].toSorted(),
  }
}
