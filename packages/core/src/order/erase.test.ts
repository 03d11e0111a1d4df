import { createMemoryStorage, evolveOrder, type Order } from '@quoin/core'
import { createManualClock, openTestShop } from '@quoin/testing'
import { afterEach, describe, expect, it } from 'vitest'

const address = {
  name: 'Canary Name',
  line1: '1 Canary Street',
  line2: 'Canary House',
  city: 'Hollywood',
  state: 'CA',
  postal_code: '90210',
  country: 'US',
}
const moved = { name: 'Canary Two', line1: '2 Canary Street', city: 'Hollywood', state: 'CA', postalCode: '90211' }

const opened: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const shop of opened.splice(0)) await shop.close()
})

async function given() {
  const clock = createManualClock('2026-03-01T09:00:00Z')
  const storage = createMemoryStorage({ clock })
  const shop = await openTestShop({ storage, clock })
  opened.push(shop)
  const { quoin, stripe, prodigi } = shop
  /** Bought by somebody all of whose words can be told, and paid. */
  const paid = async (userId = 'canary-user', email = 'canary@example.com'): Promise<Order> => {
    const draft = { items: [{ productId: 'sunrise', quantity: 1 }], userId, email }
    const { orderId } = await quoin.checkout.create(draft, `customer:${userId}`)
    const { payment } = await shop.order(orderId)
    stripe.pay(payment.checkoutId ?? '', { address, phone: '+1 555 canary' })
    await shop.settle()
    return shop.order(orderId)
  }
  const sent = async (...whose: Parameters<typeof paid>): Promise<Order> => {
    const { id } = await paid(...whose)
    await quoin.orders.edit(
      id,
      { recipient: { ...moved, line2: null, country: 'US', phone: null } },
      'customer:canary-user',
    )
    await quoin.orders.addNote(id, 'The canary called.', 'admin:root')
    while ((await shop.order(id)).status !== 'shipped') {
      clock.advance(60_000)
      for (const order of prodigi.orders()) prodigi.advanceOrder(order.id)
      await shop.settle()
    }
    return shop.order(id)
  }
  /** All that is kept of an order, as text. */
  const kept = async (id: string): Promise<string> =>
    JSON.stringify([await shop.order(id), await quoin.orders.history(id)])
  return { ...shop, paid, sent, kept }
}

describe('erasing personal data', () => {
  it('given an order that is over, then no word of its customer is left, and its history still leads to it', async () => {
    const { quoin, sent, kept, order, clock } = await given()
    const { id, totals, fulfillments } = await sent()
    const claim = { kind: 'claim', reason: 'damaged', description: 'A canary bit it.' } as const
    const { claims } = await quoin.orders.openClaim(
      id,
      { ...claim, photos: ['https://canary.example/1.jpg'] },
      'customer:canary-user',
    )
    await quoin.orders.decideClaim(id, { claimId: claims[0]?.id ?? '', decision: 'reject' }, 'admin:root')
    expect(await kept(id)).toMatch(/Canary Street/)

    clock.advance(60_000)
    await quoin.orders.erase(id, 'admin:root')
    expect(await kept(id)).not.toMatch(/canary|90210|90211/i)
    const after = await order(id)
    expect(after).toMatchObject({
      totals,
      status: 'shipped',
      erasedAt: clock.now(),
      shippingAddress: { country: 'US' },
    })
    expect(after.fulfillments.map(({ providerOrderId }) => providerOrderId)).toEqual(
      fulfillments.map(({ providerOrderId }) => providerOrderId),
    )
    const history = await quoin.orders.history(id)
    expect(history.reduce<Order | null>(evolveOrder, null)).toEqual(after)
    expect(await quoin.orders.list({ q: 'canary', limit: 9 })).toEqual([])
    expect(await quoin.notifications.list({ userId: 'canary-user', limit: 9 })).toEqual([])

    await quoin.orders.erase(id, 'admin:root')
    expect((await order(id)).version).toBe(after.version)
  })

  it('given a print that is under way, or a claim that nobody has decided, then it is refused', async () => {
    const { quoin, paid, sent } = await given()
    const refusal = { code: 'command_rejected', issues: [{ code: 'not_over' }] }
    await expect(quoin.orders.erase((await paid()).id, 'admin:root')).rejects.toMatchObject(refusal)
    const { id } = await sent()
    await quoin.orders.openClaim(id, { kind: 'claim', reason: 'damaged' }, 'customer:canary-user')
    await expect(quoin.orders.erase(id, 'admin:root')).rejects.toMatchObject(refusal)
  })

  it('given that where it went is forgotten, then a reprint needs an address', async () => {
    const { quoin, sent } = await given()
    const { id } = await sent()
    await quoin.orders.erase(id, 'admin:root')
    const again = (recipient?: typeof moved) =>
      quoin.orders.reprint(
        id,
        { reason: 'lost', ...(recipient && { recipient: { ...recipient, line2: null, country: 'US', phone: null } }) },
        'admin:root',
      )
    await expect(again()).rejects.toMatchObject({ issues: [{ code: 'personal_data_erased', path: 'recipient' }] })
    expect((await again(moved)).fulfillments).toHaveLength(2)
  })

  it('given a customer by address, then theirs alone is erased, and what is not over is named', async () => {
    const { quoin, paid, sent, order } = await given()
    const theirs = await sent()
    const other = await sent('other', 'not-canary@example.com')
    const open = await paid()
    expect(await quoin.eraseCustomer({ email: 'Canary@example.com' }, 'admin:root')).toEqual({
      erased: 1,
      waiting: [open.number],
    })
    expect([(await order(theirs.id)).email, (await order(other.id)).email]).toEqual([null, 'not-canary@example.com'])
  })
})
