import { type Fulfillment, money, type Order, type OrderEvent, type OrderKey } from '@quoin/core'
import { describe, expect, it } from 'vitest'
import { notificationFixture } from '../../notification-fixture.ts'
import { recordedFixture } from '../../order-event-fixture.ts'
import { orderFixture, unpaidOrderFixture } from '../../order-fixture.ts'
import { next, type Subject, stored } from './storage-under-test.ts'

const unknownId = '01957a00-0000-7000-8000-000000000000'

export function orderCases(subject: Subject): void {
  describe('an order', () => {
    it('given every field is filled, then it comes back the same', async () => {
      const { storage } = subject()
      const order = await stored(storage, orderFixture())
      expect(await storage.findOrder({ id: order.id })).toEqual(order)
    })

    it('given all that can be empty is, then it comes back the same', async () => {
      const { storage } = subject()
      const order = await stored(storage, unpaidOrderFixture())
      expect(await storage.findOrder({ id: order.id })).toEqual(order)
    })

    it('given the largest amounts and text of every script, then they come back the same', async () => {
      const { storage } = subject()
      const huge = money(Number.MAX_SAFE_INTEGER, 'KWD')
      const full = orderFixture()
      const order = await stored(storage, {
        ...full,
        currency: 'KWD',
        email: "o'ada+prints@example.com",
        items: full.items.map((item) => ({ ...item, unitPrice: huge, name: '漆器 "プリント" \\ 100% 🖼️' })),
        totals: { subtotal: huge, shipping: huge, discount: huge, tax: huge, total: huge },
        payment: { ...full.payment, amountCaptured: huge.amount, amountRefunded: huge.amount },
      })
      expect(await storage.findOrder({ id: order.id })).toEqual(order)
    })

    it('given each of its names, then it is found; given another, then not', async () => {
      const { storage } = subject()
      const order = await stored(storage, orderFixture())
      await stored(storage, orderFixture())
      const { checkoutId, paymentId } = order.payment
      const fulfillmentId = order.fulfillments[0]?.id ?? ''
      const { id, number } = order
      const keys = [
        { id },
        { number },
        { checkoutId: `${checkoutId}` },
        { paymentId: `${paymentId}` },
        { fulfillmentId },
      ]
      for (const key of keys) expect(await storage.findOrder(key), JSON.stringify(key)).toEqual(order)
      const strange = [
        ...[
          { id: unknownId },
          { id: 'no id at all' },
          { id: id.toUpperCase() },
          { fulfillmentId: unknownId },
          { fulfillmentId: '1; drop' },
        ],
        ...[{ number: '22222-22222' }, { checkoutId: 'cs_none' }, { paymentId: 'pi_none' }],
      ]
      for (const key of strange) expect(await storage.findOrder(key), JSON.stringify(key)).toBeNull()
    })

    it('given its next version, then all that changed is replaced and what was frozen stays', async () => {
      const { storage } = subject()
      const order = await stored(storage, unpaidOrderFixture())
      const paid = next({ ...orderFixture(), id: order.id, number: order.number, items: order.items })
      expect(await storage.commit({ order: { next: paid, expectedVersion: 1 } })).toBe('committed')
      expect(await storage.findOrder({ id: order.id })).toEqual(paid)

      const [first] = paid.fulfillments
      if (!first) throw new Error('The fixture has a fulfillment.')
      const [sent, late] = first.shipments
      if (!sent || !late) throw new Error('The fixture has two shipments.')
      const deliveredAt = new Date('2026-03-06T12:00:00Z')
      const reprint: Fulfillment = {
        ...first,
        id: unknownId,
        generation: 2,
        idempotencyKey: `${paid.number}-2`,
        status: 'pending',
        shipments: [],
      }
      const later = next(paid, {
        status: 'shipped',
        attention: [],
        cancelRequest: null,
        closedAs: 'cancelled',
        fulfillments: [
          {
            ...first,
            status: 'shipped',
            shipments: [{ ...late, id: 'shp_9' }, { ...sent, status: 'delivered', deliveredAt }, late],
          },
          reprint,
        ],
      })
      expect(await storage.commit({ order: { next: later, expectedVersion: 2 } })).toBe('committed')
      expect(await storage.findOrder({ fulfillmentId: reprint.id })).toEqual(later)
    })

    it('given parcels of two orders with the same provider id, then each order keeps its own', async () => {
      const { storage } = subject()
      const one = await stored(storage, orderFixture())
      const other = await stored(storage, orderFixture())
      expect(await storage.findOrder({ id: one.id })).toEqual(one)
      expect(await storage.findOrder({ id: other.id })).toEqual(other)
    })
  })

  describe('a name that several orders have', () => {
    it.each(['older first', 'newer first'])(
      'given it is the provider’s, then it leads to the newest order (%s)',
      async (turn) => {
        const { storage } = subject()
        const pattern = orderFixture()
        const same = pattern.fulfillments.map(({ providerOrderId }) => providerOrderId)
        const at = (day: number): Order => {
          const order = orderFixture({ createdAt: new Date(Date.UTC(2026, 2, day)) })
          const { checkoutId, paymentId } = pattern.payment
          const fulfillments = order.fulfillments.map((one, index) => ({
            ...one,
            providerOrderId: same[index] ?? null,
          }))
          return { ...order, payment: { ...order.payment, checkoutId, paymentId }, fulfillments }
        }
        const orders = [at(1), at(2)]
        for (const order of turn === 'older first' ? orders : orders.toReversed()) await stored(storage, order)
        const keys: OrderKey[] = [
          { checkoutId: pattern.payment.checkoutId ?? '' },
          { paymentId: pattern.payment.paymentId ?? '' },
          { providerOrderId: same[0] ?? '' },
          { trackerId: 'trk_1' },
        ]
        for (const key of keys) expect(await storage.findOrder(key), JSON.stringify(key)).toEqual(orders[1])
      },
    )
  })

  describe('a history', () => {
    it('given commits of several events, then it lists them oldest first with every field', async () => {
      const { storage } = subject()
      const order = orderFixture()
      const other = orderFixture()
      const { payment, email, totals, shippingMethod, shippingAddress } = order
      const created = recordedFixture(order, [
        { type: 'order_created', order },
        { type: 'payment_captured', payment, email, totals, shippingMethod, shippingAddress },
      ])
      const second = next(order)
      const later = recordedFixture(second, [
        ...order.fulfillments.map(
          (fulfillment): OrderEvent => ({ type: 'fulfillment_requested', fulfillment, reason: null }),
        ),
        ...order.attention.map((attention): OrderEvent => ({ type: 'attention_opened', attention })),
        { type: 'note_added', note: '2026-03-04T08:00:00.000Z' },
      ])
      await storage.commit({ order: { next: order, expectedVersion: 0 }, events: created.toReversed() })
      await storage.commit({
        order: { next: other, expectedVersion: 0 },
        events: recordedFixture(other, [{ type: 'payment_failed' }]),
      })
      await storage.commit({ order: { next: second, expectedVersion: 1 }, events: later })
      expect(await storage.loadHistory(order.id)).toEqual([...created, ...later])
    })

    it('given another wording of what is past, then it stands in place of the first, and the customer is told of nothing', async () => {
      const { storage } = subject()
      const order = await stored(storage, orderFixture({ userId: 'ada' }))
      const other = await stored(storage, orderFixture({ userId: 'ada' }))
      const [first, second] = recordedFixture(order, [
        { type: 'note_added', note: 'Ada called.' },
        { type: 'note_added', note: 'She called again.' },
      ])
      const [theirs] = recordedFixture(other, [{ type: 'note_added', note: 'Ada called.' }])
      if (!first || !second || !theirs) throw new Error('The fixture has lost its events.')
      const [told, kept] = [notificationFixture(order), notificationFixture(other)]
      await storage.commit({ events: [first, second, theirs], notifications: [told, kept] })

      const reworded: typeof first = { ...first, actor: 'customer', event: { type: 'note_added', note: '' } }
      await storage.rewriteHistory(order.id, [reworded, { ...theirs, actor: 'customer' }])
      expect(await storage.loadHistory(order.id)).toEqual([reworded, second])
      expect(await storage.loadHistory(other.id)).toEqual([theirs])
      expect(await storage.listNotifications({ userId: 'ada', limit: 9 })).toEqual([kept])
      expect((await storage.loadNotification(told.id))?.userId).toBeNull()
    })

    it('given an order that nobody knows, then it is empty', async () => {
      const { storage } = subject()
      expect(await storage.loadHistory(unknownId)).toEqual([])
      expect(await storage.loadHistory('no id at all')).toEqual([])
    })
  })
}
