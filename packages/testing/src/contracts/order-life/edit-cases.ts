import type { Order } from '@quoin/core'
import { describe, expect, it } from 'vitest'
import type { TestShop, TestShopOptions } from '../../test-shop.ts'
import type { OrderLife } from '../order-life-contract.ts'
import { anotherAddress } from './another-address.ts'
import { paidUnsent } from './paid-unsent.ts'

const recipient = { name: 'Grace Hopper', address: { line1: '2 Harbour Road', townOrCity: 'Boston' } }

/** Somewhere else, in another way. */
export function editCases(given: () => OrderLife): void {
  async function submitted(options: Omit<TestShopOptions, 'storage' | 'clock'> = {}): Promise<[TestShop, Order]> {
    const shop = await given().open(options)
    const { orderId, checkoutId } = await shop.checkout(undefined, 2)
    shop.stripe.pay(checkoutId)
    await shop.settle()
    return [shop, await shop.order(orderId)]
  }
  const prodigiId = ({ fulfillments }: Order) => fulfillments[0]?.providerOrderId ?? ''

  describe('changes', () => {
    it('given Prodigi has it and allows it, then it goes to the new address, and the order says so', async () => {
      const [shop, order] = await submitted()
      expect(await shop.quoin.orders.actions(order.id)).toMatchObject({ cancel: true, recipient: true })
      await shop.quoin.orders.edit(order.id, { recipient: anotherAddress, shippingMethod: 'Express' }, 'customer:ada')
      await shop.settle()
      expect(await shop.order(order.id)).toMatchObject({
        shippingAddress: anotherAddress,
        shippingMethod: 'Express',
        edit: null,
        attention: [],
      })
      expect(shop.prodigi.order(prodigiId(order))).toMatchObject({ recipient, shippingMethod: 'Express' })
    })

    it.each(['accept-then-drop', 'status-500', 'html', 'drop'] as const)(
      'given the change meets %s, then it is asked again, and made once',
      async (fault) => {
        const [shop, order] = await submitted()
        shop.prodigi.faults.next({ endpoint: 'updateRecipient', fault })
        await shop.quoin.orders.edit(order.id, { recipient: anotherAddress }, 'customer:ada')
        await shop.pass(5 * 60_000)
        expect(await shop.order(order.id)).toMatchObject({ shippingAddress: anotherAddress, edit: null, attention: [] })
        expect(shop.prodigi.order(prodigiId(order))).toMatchObject({ recipient })
      },
    )

    it('given production has begun, then it is refused at once, and nobody is alarmed', async () => {
      const [shop, order] = await submitted()
      for (let step = 0; step < 5; step += 1) shop.prodigi.advanceOrder(prodigiId(order))
      expect(await shop.quoin.orders.actions(order.id)).toMatchObject({ recipient: false })
      await expect(
        shop.quoin.orders.edit(order.id, { recipient: anotherAddress }, 'customer:ada'),
      ).rejects.toMatchObject({
        code: 'command_rejected',
        issues: [{ code: 'not_editable' }],
      })
      await shop.settle()
      const { shippingAddress, edit, attention } = await shop.order(order.id)
      expect([shippingAddress, edit, attention]).toEqual([order.shippingAddress, null, []])
    })

    it('given Prodigi can not be asked, then the change is taken, and made later', async () => {
      const [shop, order] = await submitted()
      shop.prodigi.faults.next({ endpoint: 'getActions', fault: 'status-500' })
      await shop.quoin.orders.edit(order.id, { recipient: anotherAddress }, 'customer:ada')
      await shop.settle()
      expect(await shop.order(order.id)).toMatchObject({ shippingAddress: anotherAddress, edit: null })
    })

    it.each([
      ['a state', { state: '' }, 'recipient.state', 'address_field_missing'],
      ['a name', { name: ' ' }, 'recipient.name', 'address_field_missing'],
      ['a country that is one', { country: 'XX' }, 'recipient.country', 'country_unknown'],
      ['a country that is served', { country: 'JP' }, 'recipient.country', 'country_not_served'],
    ])('F65 given an address without %s, then it is refused, and the field named', async (_what, part, path, code) => {
      const [shop, order] = await submitted()
      const edit = shop.quoin.orders.edit(order.id, { recipient: { ...anotherAddress, ...part } }, 'admin:1')
      await expect(edit).rejects.toMatchObject({ code: 'invalid_address', issues: [{ path, code }] })
      expect(await shop.order(order.id)).toEqual(order)
    })

    it('given production begins while the change is under way, then nothing is changed and a person is told', async () => {
      const [shop, order] = await submitted()
      await shop.quoin.orders.edit(order.id, { recipient: anotherAddress }, 'customer:ada')
      for (let step = 0; step < 5; step += 1) shop.prodigi.advanceOrder(prodigiId(order))
      await shop.settle()
      expect(await shop.order(order.id)).toMatchObject({
        shippingAddress: order.shippingAddress,
        edit: null,
        attention: [{ code: 'edit_refused' }],
      })
      expect(shop.prodigi.order(prodigiId(order))).not.toMatchObject({ recipient })
    })

    it.each(['fails', 'partial'] as const)(
      'given Prodigi answers that it %s, then the order stays and a person is told',
      async (updates) => {
        const [shop, order] = await submitted({ plan: { updates, parcels: 'by_item' } })
        for (let step = 0; step < 3; step += 1) shop.prodigi.advanceOrder(prodigiId(order))
        await shop.quoin.orders.edit(order.id, { recipient: anotherAddress }, 'customer:ada')
        await shop.settle()
        const after = await shop.order(order.id)
        expect([after.edit, after.attention.map((a) => a.code)]).toEqual([null, ['edit_refused']])
      },
    )

    it('F45 given an address that Prodigi will never take, then it is refused, and another change can be made', async () => {
      const [shop, order] = await submitted()
      const odd = { ...anotherAddress, postalCode: 'x' }
      await shop.quoin.orders.edit(order.id, { recipient: odd }, 'customer:ada')
      await shop.settle()
      expect(await shop.order(order.id)).toMatchObject({
        ...{ shippingAddress: order.shippingAddress, edit: null },
        attention: [{ code: 'edit_refused' }],
      })
      await shop.quoin.orders.edit(order.id, { recipient: anotherAddress }, 'customer:ada')
      await shop.settle()
      expect(await shop.order(order.id)).toMatchObject({ shippingAddress: anotherAddress, edit: null, attention: [] })
    })

    it('given the same is asked for twice while Prodigi is slow, then it is one change', async () => {
      const [shop, order] = await submitted()
      shop.prodigi.faults.next({ endpoint: 'updateRecipient', fault: 'status-500' })
      for (let times = 0; times < 2; times += 1) {
        await shop.quoin.orders.edit(order.id, { recipient: anotherAddress }, 'customer:ada')
        await shop.settle()
      }
      await shop.pass(5 * 60_000)
      expect(await shop.order(order.id)).toMatchObject({ shippingAddress: anotherAddress, edit: null, attention: [] })
    })

    it('given a parcel leaves before Prodigi could be asked, then the address stays the one that it went to', async () => {
      const [shop, order] = await submitted()
      shop.prodigi.faults.next({ endpoint: 'getActions', fault: 'status-500', times: 2 })
      await shop.quoin.orders.edit(order.id, { recipient: anotherAddress }, 'customer:ada')
      shop.prodigi.runOrder(prodigiId(order))
      await shop.quoin.orders.refresh(order.id, 'system')
      await shop.pass(5 * 60_000)
      expect(await shop.order(order.id)).toMatchObject({
        ...{ status: 'shipped', shippingAddress: order.shippingAddress, edit: null },
        attention: [{ code: 'edit_refused' }],
      })
      expect(shop.prodigi.order(prodigiId(order))).not.toMatchObject({ recipient })
    })

    it('given Prodigi takes the address and then no other way to ship, then the order has what it prints', async () => {
      const [shop, order] = await submitted()
      shop.prodigi.faults.next({ endpoint: 'updateShippingMethod', fault: 'status-500' })
      await shop.quoin.orders.edit(order.id, { recipient: anotherAddress, shippingMethod: 'Express' }, 'customer:ada')
      await shop.settle()
      expect(await shop.order(order.id)).toMatchObject({
        shippingAddress: anotherAddress,
        edit: { shippingMethod: 'Express' },
      })
      for (let step = 0; step < 5; step += 1) shop.prodigi.advanceOrder(prodigiId(order))
      await shop.pass(5 * 60_000)
      const after = await shop.order(order.id)
      expect(after).toMatchObject({ shippingAddress: anotherAddress, shippingMethod: order.shippingMethod, edit: null })
      // Its answer was lost, so nobody can say that the way to ship was not changed.
      expect(after.attention).toMatchObject([
        { code: 'edit_refused', message: expect.stringContaining('An earlier try had no answer') },
      ])
      expect(shop.prodigi.order(prodigiId(order))).toMatchObject({ recipient })
    })

    it('given the answer to a change is lost and then it is too late, then a person is told that nobody knows', async () => {
      const [shop, order] = await submitted()
      shop.prodigi.faults.next({ endpoint: 'updateRecipient', fault: 'accept-then-drop' })
      await shop.quoin.orders.edit(order.id, { recipient: anotherAddress }, 'customer:ada')
      await shop.settle()
      expect((await shop.order(order.id)).edit?.tried).toBe('recipient')
      for (let step = 0; step < 5; step += 1) shop.prodigi.advanceOrder(prodigiId(order))
      await shop.pass(5 * 60_000)
      const { attention } = await shop.order(order.id)
      expect(attention).toMatchObject([
        { code: 'edit_refused', message: expect.stringContaining('An earlier try had no answer') },
      ])
    })

    it('F67 given the first submission has no answer, then it ends under its own body before the change is made', async () => {
      const shop = await given().open()
      shop.prodigi.faults.next({ endpoint: 'createOrder', fault: 'accept-then-drop' })
      const { orderId } = await shop.buy()
      await shop.settle()
      const unanswered = await shop.order(orderId)
      expect(unanswered.fulfillments).toMatchObject([{ status: 'submitting' }])
      await shop.quoin.orders.edit(orderId, { recipient: anotherAddress }, 'customer:ada')
      await shop.pass(10 * 60_000)
      const order = await shop.order(orderId)
      expect(order).toMatchObject({ shippingAddress: anotherAddress, edit: null, attention: [] })
      expect(order.fulfillments[0]?.request).toBe(unanswered.fulfillments[0]?.request)
      expect(shop.prodigi.ledger().orders).toHaveLength(1)
      expect(shop.prodigi.order(prodigiId(order))).toMatchObject({ recipient })
    })

    it('INV-13 given it is changed before it is sent, then the one body that is sent has the new address', async () => {
      const shop = await given().open()
      const { id: orderId } = await paidUnsent(shop)
      await shop.quoin.orders.edit(orderId, { recipient: anotherAddress, metadata: { cart: 'c1' } }, 'customer:ada')
      await shop.settle()
      expect(shop.prodigi.ledger().orders).toHaveLength(1)
      expect(shop.prodigi.orders()).toMatchObject([{ recipient, metadata: { cart: 'c1', orderId } }])
    })
  })
}
