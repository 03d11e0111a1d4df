import { createMemoryStorage } from '@quoin/core'
import { prodigiFulfillment } from '@quoin/core/prodigi'
import {
  createManualClock,
  createSeededRandom,
  openTestShop,
  type TestShop,
  type TestShopOptions,
} from '@quoin/testing'
import { expect, it } from 'vitest'

const hour = 3_600_000
const kept = { findings: [], failures: [], providerOrdersChecked: 2, otherShopsProviderOrders: 1 }

function open(overrides: TestShopOptions['overrides'] = {}): Promise<TestShop> {
  const clock = createManualClock('2026-03-01T09:00:00Z')
  return openTestShop({ storage: createMemoryStorage({ clock }), clock, overrides })
}

/** A shop of its own that prints on the account of the first. */
function openBeside(first: TestShop): Promise<TestShop> {
  return open({
    publicUrl: 'https://second.example',
    secret: 'the secret of the second shop',
    random: createSeededRandom('second'),
    fulfillment: prodigiFulfillment({ apiKey: 'test-key', environment: 'sandbox', baseUrl: first.prodigi.url }),
  })
}

async function printed(shop: TestShop): Promise<string> {
  const { orderId } = await shop.buy()
  await shop.settle()
  return orderId
}

it('F69 F56 given two shops on one account of the print provider, then each minds its own prints, and nobody is alarmed', async () => {
  const first = await open()
  const second = await openBeside(first)
  const orders = [await printed(first), await printed(second)] as const
  expect(first.prodigi.ledger().orders).toHaveLength(2)

  expect(await first.quoin.reconcile()).toMatchObject({ ...kept, foreignProviderOrders: 0 })
  expect(await second.quoin.reconcile()).toMatchObject({ ...kept, foreignProviderOrders: 0 })
  for (const { id } of first.prodigi.orders()) first.prodigi.runOrder(id)
  for (const shop of [first, second]) await shop.pass(13 * hour)
  expect(await first.order(orders[0])).toMatchObject({ status: 'shipped', attention: [] })
  expect(await second.order(orders[1])).toMatchObject({ status: 'shipped', attention: [] })
  expect([...first.alerts, ...second.alerts]).toEqual([])
  await Promise.all([first.close(), second.close()])
})

it('F89 INV-1 given one of two shops has lost its database, then it hears of its own print, and of no other', async () => {
  const first = await open()
  const before = await openBeside(first)
  await printed(first)
  await printed(before)
  const lost = first.prodigi.ledger().orders.at(-1)?.id
  await before.close()

  const after = await openBeside(first)
  expect(await after.quoin.reconcile()).toMatchObject({
    findings: [{ kind: 'unpaid_print', orderId: null, reference: lost, healed: false }],
    otherShopsProviderOrders: 1,
  })
  await after.settle()
  expect(after.alerts.map((a) => a.code)).toEqual(['unpaid_print'])
  await Promise.all([first.close(), after.close()])
})
