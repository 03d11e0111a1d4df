import { createIds, createMemoryStorage, type Order, type OrderCommand } from '@quoin/core'
import { createManualClock, createSeededRandom, recordedFixture, unpaidOrderFixture } from '@quoin/testing'
import { expect, it } from 'vitest'
import { createOrderCommandHandler } from './handle-order-command.ts'

const options = { actor: 'test' } as const

/** An order in a store, and whoever changes it. */
async function stored() {
  const clock = createManualClock('2026-01-01T00:00:00Z')
  const storage = createMemoryStorage({ clock })
  const committed: Order[] = []
  const handle = createOrderCommandHandler({
    storage,
    clock,
    ids: createIds(clock, createSeededRandom('handler')),
    audience: { channels: [], alertChannels: [], subscriptions: [], webhooks: [] },
    onCommitted: (order) => committed.push(order),
  })
  const order = unpaidOrderFixture()
  await storage.commit({ order: { next: order, expectedVersion: 0 }, events: recordedFixture(order, []) })
  return { storage, handle, order, committed, now: () => storage.findOrder({ id: order.id }) }
}

const note = (text: string) => ({ type: 'add_note', note: text }) as const
const doubt: OrderCommand = {
  type: 'open_attention',
  reason: { code: 'provider_issue', subject: null, message: 'A doubt.' },
}

it('given an order as it is, then what is decided on it is stored', async () => {
  const { handle, order, now } = await stored()
  const handled = await handle(order.id, note('first'), { ...options, order })
  expect(handled).toMatchObject({ outcome: 'committed', order: { version: order.version + 1 } })
  expect(await now()).toMatchObject({ version: order.version + 1 })
})

it('given an order that somebody has changed since, then nothing of the change is lost', async () => {
  const { handle, order, now, committed } = await stored()
  await handle(order.id, doubt, options)
  const handled = await handle(order.id, note('second'), { ...options, order })
  expect(handled).toMatchObject({ outcome: 'committed', order: { version: order.version + 2 } })
  expect(await now()).toMatchObject({ attention: [{ code: 'provider_issue' }] })
  expect(committed.map(({ version }) => version)).toEqual([order.version + 1, order.version + 2])
})

it('given an order on which nothing was to be done, then it is decided on the order as it is now', async () => {
  const { handle, order, now } = await stored()
  await handle(order.id, doubt, options)
  await handle(order.id, { type: 'resolve_attention', code: null }, { ...options, order })
  expect(await now()).toMatchObject({ attention: [] })
})

it('given an order that refuses, then it is asked as it is now', async () => {
  const { handle, order } = await stored()
  const closed: Order = { ...order, closedAs: 'expired' }
  const command = { type: 'expire_order' } as const
  expect(await handle(order.id, command, { ...options, order: closed })).toMatchObject({ outcome: 'committed' })
  expect(await handle(order.id, command, { ...options, order })).toEqual(await handle(order.id, command, options))
})
