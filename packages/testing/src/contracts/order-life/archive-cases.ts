import type { Order } from '@quoin/core'
import { describe, expect, it } from 'vitest'
import type { TestShop } from '../../test-shop.ts'
import type { OrderLife } from '../order-life-contract.ts'

const day = 86_400_000
const afterMs = 90 * day

async function sent(shop: TestShop): Promise<Order> {
  const { orderId } = await shop.buy()
  await shop.settle()
  const [print] = (await shop.order(orderId)).fulfillments
  shop.prodigi.runOrder(print?.providerOrderId ?? '')
  await shop.settle()
  return shop.order(orderId)
}

/** Work that was left, such as looking at the print once more, is done, too. */
async function rest(shop: TestShop): Promise<void> {
  shop.clock.advance(afterMs)
  await shop.settle()
}

/** What rests goes out of the way, and nothing of it is lost. */
export function archiveCases(given: () => OrderLife): void {
  const archive = ({ quoin }: TestShop) => quoin.archiveOrders({ afterMs }, 'admin:1')
  const listed = async ({ quoin }: TestShop, archived: boolean) =>
    (await quoin.orders.list({ archived, limit: 9 })).map(({ id }) => id)
  const typesOf = async ({ quoin }: TestShop, id: string) =>
    (await quoin.orders.history(id)).map(({ event }) => event.type)

  describe('the archive', () => {
    it('given orders of which some are at rest, then these alone go there, and can be found and proved as before', async () => {
      const shop = await given().open()
      const order = await sent(shop)
      const asking = await sent(shop)
      await shop.quoin.orders.openClaim(asking.id, { kind: 'claim', reason: 'damaged' }, 'guest')
      await rest(shop)
      const late = await sent(shop)

      expect(await archive(shop)).toEqual({ archived: 1, more: false })
      expect(await listed(shop, true)).toEqual([order.id])
      expect((await listed(shop, false)).toSorted()).toEqual([asking.id, late.id].toSorted())
      const after = await shop.order(order.id)
      expect(after).toMatchObject({ status: 'shipped', archivedAt: shop.clock.now(), version: order.version + 1 })
      expect(await shop.quoin.orders.find({ number: order.number })).toEqual(after)
      const [{ actor, event } = {}] = (await shop.quoin.orders.history(order.id)).slice(-1)
      expect([actor, event?.type]).toEqual(['admin:1', 'order_archived'])
      expect((await shop.quoin.orders.evidence(order.id)).timeline.length).toBeGreaterThan(3)
      expect(await archive(shop)).toEqual({ archived: 0, more: false })
    })

    it('given money goes back at Stripe, then the order leaves it, and its history says so', async () => {
      const shop = await given().open()
      const { id, payment } = await sent(shop)
      await rest(shop)
      expect(await archive(shop)).toEqual({ archived: 1, more: false })
      shop.stripe.refund(payment.paymentId ?? '', 500)
      await shop.settle()
      expect(await shop.order(id)).toMatchObject({ paymentStatus: 'partially_refunded', archivedAt: null })
      expect((await typesOf(shop, id)).slice(-1)).toEqual(['order_unarchived'])
      expect(await archive(shop)).toEqual({ archived: 0, more: false })
    })

    it('given something happens while it is being archived, then neither is lost', async () => {
      const shop = await given().open()
      const { id } = await sent(shop)
      await rest(shop)
      await Promise.all([
        archive(shop),
        shop.quoin.orders.addNote(id, 'The customer called.', 'admin:2'),
        shop.quoin.orders.openClaim(id, { kind: 'claim', reason: 'damaged' }, 'guest'),
        archive(shop),
      ])
      const order = await shop.order(id)
      expect([order.archivedAt, order.claims.length]).toEqual([null, 1])
      const count = async (wanted: string) => (await typesOf(shop, id)).filter((type) => type === wanted).length
      expect(await count('note_added')).toBe(1)
      expect(await count('order_unarchived')).toBe(await count('order_archived'))
    })

    it('given a time that a look back may still reach, then it is refused', async () => {
      const shop = await given().open()
      for (const tooShort of [3 * day - 1, -1, 0.5, Number.NaN]) {
        const refusal = { code: 'invalid_query', issues: [{ path: 'afterMs' }] }
        await expect(shop.quoin.archiveOrders({ afterMs: tooShort }, 'admin:1')).rejects.toMatchObject(refusal)
      }
    })
  })
}
