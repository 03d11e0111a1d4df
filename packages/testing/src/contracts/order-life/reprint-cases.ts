import type { Order } from '@quoin/core'
import { describe, expect, it } from 'vitest'
import type { TestShop, TestShopOptions } from '../../test-shop.ts'
import type { OrderLife } from '../order-life-contract.ts'
import { anotherAddress } from './another-address.ts'
import { paidUnsent } from './paid-unsent.ts'

/** What was printed, printed again; and what customers want put right. */
export function reprintCases(given: () => OrderLife): void {
  async function shipped(options: Omit<TestShopOptions, 'storage' | 'clock'> = {}): Promise<[TestShop, Order]> {
    const shop = await given().open(options)
    const { orderId } = await shop.buy()
    await shop.settle()
    const id = (await shop.order(orderId)).fulfillments[0]?.providerOrderId ?? ''
    shop.prodigi.runOrder(id)
    await shop.settle()
    return [shop, await shop.order(orderId)]
  }

  describe('reprints and claims', () => {
    it('F68 given it was sent, then a reprint is one more print under another key, and lost answers make no third', async () => {
      const [shop, { id }] = await shipped()
      shop.prodigi.faults.next({ endpoint: 'createOrder', fault: 'accept-then-drop', times: 2 })
      await shop.quoin.orders.reprint(id, { reason: 'lost in the post' }, 'admin:1')
      await shop.pass(10 * 60_000)
      const keys = shop.prodigi.ledger().orders.map((order) => order.idempotencyKey)
      expect(keys).toEqual([`${id}:1`, `${id}:2`])
      const order = await shop.order(id)
      expect(order).toMatchObject({ status: 'shipped', attention: [] })
      expect(order.fulfillments[1]).toMatchObject({ status: 'submitted', replaces: order.fulfillments[0]?.id })
      shop.prodigi.runOrder(order.fulfillments[1]?.providerOrderId ?? '')
      await shop.settle()
      expect(shop.notified.filter((n) => n.type === 'order_shipped')).toHaveLength(2)
    })

    it('F68 given two must agree, then nothing is sent before, not by a restart or reconciliation either', async () => {
      const [shop, { id }] = await shipped({ overrides: { reprints: { needApproval: true } } })
      const asked = await shop.quoin.orders.reprint(id, { reason: 'lost' }, 'admin:1')
      const fulfillmentId = asked.fulfillments[1]?.id ?? ''
      await shop.pass(3_600_000)
      await shop.quoin.reconcile()
      await shop.settle()
      expect(shop.prodigi.ledger().orders).toHaveLength(1)
      expect(shop.alerts.map((a) => a.code)).toEqual(['approval_required'])
      const same = shop.quoin.orders.approveReprint(id, { fulfillmentId }, 'admin:1')
      await expect(same).rejects.toMatchObject({ code: 'command_rejected' })
      await shop.quoin.orders.approveReprint(id, { fulfillmentId }, 'admin:2')
      await shop.settle()
      expect(shop.prodigi.ledger().orders).toHaveLength(2)
    })

    it('given a reprint to which nobody agreed, then the evidence does not know of it; given one agreed, it does', async () => {
      const [shop, { id }] = await shipped({ overrides: { reprints: { needApproval: true } } })
      const said = async () => (await shop.quoin.orders.evidence(id)).timeline.map(({ text }) => text)
      const before = await said()
      const fulfillmentId =
        (await shop.quoin.orders.reprint(id, { reason: 'lost' }, 'admin:1')).fulfillments[1]?.id ?? ''
      expect(await said()).toEqual(before)
      await shop.quoin.orders.rejectReprint(id, { fulfillmentId, reason: 'it was found' }, 'admin:2')
      expect(await said()).toEqual(before)

      const another = (await shop.quoin.orders.reprint(id, { reason: 'lost' }, 'admin:1')).fulfillments[2]?.id ?? ''
      await shop.quoin.orders.approveReprint(id, { fulfillmentId: another }, 'admin:2')
      expect(await said()).toEqual([...before, 'Another print of it was asked for.'])
    })

    it('F68 given a copy was refunded before it was printed, then a reprint of all does not print it', async () => {
      const shop = await given().open()
      const { id: orderId, items } = await paidUnsent(shop)
      const lines = [{ itemId: items[0]?.id ?? '', quantity: 1 }]
      const refund = { scope: { kind: 'lines', lines, shipping: false }, reason: 'one is enough' } as const
      await shop.quoin.orders.refund(orderId, refund, 'admin:1')
      await shop.settle()
      shop.prodigi.runOrder((await shop.order(orderId)).fulfillments[0]?.providerOrderId ?? '')
      await shop.settle()
      await shop.quoin.orders.reprint(orderId, { reason: 'damaged' }, 'admin:1')
      await shop.settle()
      expect(shop.prodigi.orders()).toMatchObject([{ items: [{ copies: 1 }] }, { items: [{ copies: 1 }] }])
    })

    it('INV-12 given all money goes back while a reprint is at the provider, then it is stopped there', async () => {
      const [shop, { id }] = await shipped()
      await shop.quoin.orders.reprint(id, { reason: 'damaged' }, 'admin:1')
      await shop.settle()
      await shop.quoin.orders.refund(id, { scope: { kind: 'full' }, reason: 'gave up' }, 'admin:1')
      await shop.settle()
      const order = await shop.order(id)
      const second = shop.prodigi.order(order.fulfillments[1]?.providerOrderId ?? '')
      expect(second).toMatchObject({ status: { stage: 'Cancelled' } })
      expect(order).toMatchObject({ status: 'shipped', paymentStatus: 'refunded', attention: [], cancelRequest: null })
    })

    it('INV-12 F59 given it can not be stopped any more, then a person is told which print it is', async () => {
      const [shop, { id }] = await shipped({ plan: { cancel: 'fails' } })
      await shop.quoin.orders.reprint(id, { reason: 'damaged' }, 'admin:1')
      await shop.settle()
      shop.stripe.refund((await shop.order(id)).payment.paymentId ?? '')
      await shop.settle()
      const order = await shop.order(id)
      expect(order.attention).toMatchObject([{ code: 'cancel_refused', subject: order.fulfillments[1]?.id }])
      expect(shop.alerts.map((a) => a.code)).toEqual(['cancel_refused'])
    })

    it('given a reprint is not needed after all, then it can be cancelled, and no money moves', async () => {
      const [shop, { id }] = await shipped()
      await shop.quoin.orders.reprint(id, { reason: 'lost' }, 'admin:1')
      await shop.settle()
      await shop.quoin.orders.cancel(id, { reason: 'it has arrived' }, 'admin:1')
      await shop.settle()
      expect(await shop.order(id)).toMatchObject({ status: 'shipped', paymentStatus: 'paid', attention: [] })
      expect(shop.stripe.ledger().refunds).toEqual([])
    })

    it('S09 given a reprint elsewhere, then the order goes there when a second person agrees, and not before', async () => {
      const [shop, { id, shippingAddress }] = await shipped({ overrides: { reprints: { needApproval: true } } })
      const recipient = anotherAddress
      const ask = async () => {
        const asked = await shop.quoin.orders.reprint(id, { reason: 'came back', recipient }, 'admin:1')
        await shop.settle()
        expect(await shop.order(id)).toMatchObject({ shippingAddress })
        return { fulfillmentId: asked.fulfillments.at(-1)?.id ?? '' }
      }
      await shop.quoin.orders.rejectReprint(id, { ...(await ask()), reason: 'too dear' }, 'admin:2')
      expect(await shop.order(id)).toMatchObject({ shippingAddress, attention: [] })
      await shop.quoin.orders.approveReprint(id, await ask(), 'admin:2')
      await shop.settle()
      expect(await shop.order(id)).toMatchObject({ shippingAddress: recipient })
      expect(shop.prodigi.ledger().orders).toHaveLength(2)
      expect(shop.prodigi.orders()).toContainEqual(
        expect.objectContaining({ recipient: expect.objectContaining({ name: 'Grace Hopper' }) }),
      )
    })

    it('given a claim for one of two copies, when it is decided as a reprint, then one copy is printed', async () => {
      const [shop, { id, items }] = await shipped()
      const lines = [{ itemId: items[0]?.id ?? '', quantity: 1 }]
      const claim = { kind: 'claim', reason: 'damaged', photos: ['https://photos.example/1.jpg'], lines } as const
      const opened = await shop.quoin.orders.openClaim(id, claim, 'customer:ada')
      await shop.settle()
      expect(shop.alerts.map((a) => a.code)).toEqual(['claim_opened'])
      const claimId = opened.claims[0]?.id ?? ''
      await shop.quoin.orders.decideClaim(id, { claimId, decision: 'reprint' }, 'admin:1')
      await shop.settle()
      expect(shop.prodigi.ledger().orders).toHaveLength(2)
      expect(shop.prodigi.orders()[0]).toMatchObject({ items: [{ copies: 1 }] })
      expect((await shop.order(id)).claims).toMatchObject([{ decision: 'reprint', lines }])
    })

    it('given a return, when it is decided as a refund, then its lines go back, with the note', async () => {
      const [shop, { id, items }] = await shipped()
      const lines = [{ itemId: items[0]?.id ?? '', quantity: 2 }]
      const opened = await shop.quoin.orders.openClaim(id, { kind: 'return', reason: 'changed_mind', lines }, 'guest')
      const claimId = opened.claims[0]?.id ?? ''
      await shop.quoin.orders.decideClaim(id, { claimId, decision: 'refund', note: 'Received.' }, 'admin:1')
      await shop.settle()
      expect(await shop.order(id)).toMatchObject({
        paymentStatus: 'partially_refunded',
        refunds: [{ amount: { amount: 9_800 }, note: 'Received.' }],
        attention: [],
      })
    })
  })
}
