import { expect, it } from 'vitest'
import type { FaultKind } from '../../prodigi-simulator/fault-script.ts'
import type { OrderLife } from '../order-life-contract.ts'
import { paidUnsent } from './paid-unsent.ts'

const minute = 60_000
const hour = 60 * minute

/** From a captured payment to an order at the print provider. */
export function submissionCases(given: () => OrderLife): void {
  it.each([
    'accept-then-drop',
    'timed-out',
    'html',
    'truncated-json',
    'empty-200',
    'drop',
    'status-500',
    'status-503',
    'rate-limited',
  ] satisfies FaultKind[])(
    'F34 F48 F49 INV-1 given the submission meets %s twice, then it is printed once',
    async (fault) => {
      const shop = await given().open()
      shop.prodigi.faults.next({ endpoint: 'createOrder', fault, times: 2 })
      const { orderId } = await shop.buy()
      await shop.settle()
      await shop.pass(10 * minute)

      expect(await shop.order(orderId)).toMatchObject({ status: 'submitted', attention: [] })
      const { orders, requests } = shop.prodigi.ledger()
      expect(orders).toHaveLength(1)
      expect(requests.filter((r) => r.endpoint === 'createOrder')).toHaveLength(3)
    },
  )

  it('INV-13 given attempts that fail, then key and body are the same in each, and were stored before', async () => {
    const shop = await given().open()
    shop.prodigi.faults.next({ endpoint: 'createOrder', fault: 'status-503' })
    const { orderId } = await shop.buy()
    await shop.settle()
    const [begun] = (await shop.order(orderId)).fulfillments
    expect(begun).toMatchObject({ status: 'submitting', idempotencyKey: `${orderId}:1` })
    await shop.pass(minute)
    const [sent] = (await shop.order(orderId)).fulfillments
    expect(sent).toMatchObject({ status: 'submitted', request: begun?.request, requestHash: begun?.requestHash })
    expect(shop.prodigi.ledger().orders[0]?.body).toEqual(JSON.parse(begun?.request ?? ''))
  })

  it('F48 given a Retry-After, then nothing is sent before that time', async () => {
    const shop = await given().open()
    shop.prodigi.faults.next({ endpoint: 'createOrder', fault: 'rate-limited', retryAfterSeconds: 120 })
    await shop.buy()
    await shop.settle()
    await shop.pass(119_000)
    expect(shop.prodigi.ledger().orders).toHaveLength(0)
    await shop.pass(minute)
    expect(shop.prodigi.ledger().orders).toHaveLength(1)
  })

  it('F76 INV-8 given a worker that freezes beyond its lease while its request is accepted, then it is printed once', async () => {
    const shop = await given().open()
    shop.prodigi.faults.next({ endpoint: 'createOrder', fault: 'slow' })
    const { orderId } = await shop.buy()
    await shop.stripe.idle()
    const frozen = shop.quoin.worker.tick()
    while (shop.prodigi.faults.pending() > 0) await new Promise(setImmediate)
    shop.clock.advance(hour)
    const second = shop.another()
    await second.worker.tick()
    shop.prodigi.faults.release()
    await frozen
    await shop.settle()

    expect(shop.prodigi.ledger().orders).toHaveLength(1)
    expect(await shop.order(orderId)).toMatchObject({ status: 'submitted', attention: [] })
    expect(await shop.quoin.orders.history(orderId)).toHaveLength((await second.orders.history(orderId)).length)
  })

  it('F45 given an order that the provider never takes, then it is not tried again and a person learns which field', async () => {
    const shop = await given().open({
      overrides: {
        preflight: false,
        catalog: (id) => ({
          id,
          name: 'A print that does not exist',
          sku: 'NOPE-1',
          price: { amount: 4_900, currency: 'USD' },
          assets: [{ printArea: 'default', url: 'https://shop.example/x.jpg' }],
        }),
      },
    })
    const { orderId } = await shop.buy()
    await shop.pass(hour)
    const order = await shop.order(orderId)
    expect(order).toMatchObject({
      status: 'paid',
      attention: [{ code: 'submission_rejected', path: 'items[0].sku' }],
      fulfillments: [{ status: 'rejected' }],
    })
    expect(order.attention[0]?.message).toContain('items[0].sku')
    expect(shop.prodigi.ledger().requests.filter((r) => r.endpoint === 'createOrder')).toHaveLength(1)
    expect(shop.alerts.map((a) => a.code)).toEqual(['submission_rejected'])
  })

  it('F82 given an outage of 72 hours, then the order is printed afterwards without anybody', async () => {
    const shop = await given().open()
    shop.prodigi.faults.next({ endpoint: 'createOrder', fault: 'status-503', times: 100_000 })
    const { orderId } = await shop.buy()
    await shop.settle()
    for (let hours = 0; hours < 72; hours += 1) {
      shop.clock.advance(hour)
      await shop.settle()
    }
    expect(await shop.order(orderId)).toMatchObject({ status: 'paid', attention: [] })
    shop.prodigi.faults.clear()
    await shop.pass(15 * minute)
    expect(await shop.order(orderId)).toMatchObject({ status: 'submitted', attention: [] })
    expect(shop.prodigi.ledger().orders).toHaveLength(1)
  })

  it('INV-2 INV-19 given an outage that never ends, then a person is alerted, and a retry is the same print', async () => {
    const shop = await given().open()
    shop.prodigi.faults.next({ endpoint: 'createOrder', fault: 'accept-then-drop' })
    shop.prodigi.faults.next({ endpoint: 'createOrder', fault: 'status-503', times: 100_000 })
    shop.prodigi.faults.next({ endpoint: 'listOrders', fault: 'status-503', times: 100_000 })
    const { orderId } = await shop.buy()
    await shop.settle()
    for (let hours = 0; hours < 98; hours += 1) {
      shop.clock.advance(hour)
      await shop.settle()
    }
    expect(await shop.order(orderId)).toMatchObject({ status: 'paid', attention: [{ code: 'retries_exhausted' }] })
    expect(shop.alerts.map((a) => a.code)).toEqual(['retries_exhausted'])
    expect(await shop.quoin.orders.jobs(orderId)).toMatchObject([{ kind: 'submit_fulfillment', state: 'dead' }])

    shop.prodigi.faults.clear()
    await shop.quoin.orders.retry(orderId, 'admin:1')
    // Looks at the provider have failed as well, so its circuit lets nothing through for a moment.
    await shop.pass(5 * minute)
    expect(await shop.order(orderId)).toMatchObject({ status: 'submitted', attention: [] })
    expect(shop.prodigi.ledger().orders).toHaveLength(1)
  })

  it('F77 F80 given a job that takes down its worker each time, then it is put aside for a person and the others go on', async () => {
    const shop = await given().open()
    const { id: orderId } = await paidUnsent(shop)
    for (let crashes = 0; crashes <= 5; crashes += 1) {
      const claimed = await shop.storage.claimJobs({ limit: 100, leaseMs: 20_000 })
      const others = claimed.filter((job) => job.kind !== 'submit_fulfillment')
      for (const { id, fence } of others) await shop.storage.commit({ settle: { id, fence, outcome: 'done' } })
      expect(claimed.filter((job) => job.kind === 'submit_fulfillment')).toMatchObject([{ crashes }])
      shop.clock.advance(20_001)
    }
    const next = await shop.buy()
    await shop.settle()
    expect((await shop.order(orderId)).attention.map((a) => a.code)).toEqual(['retries_exhausted'])
    expect(await shop.order(next.orderId)).toMatchObject({ status: 'submitted' })
    await shop.quoin.orders.retry(orderId, 'admin:1')
    await shop.settle()
    expect(shop.prodigi.ledger().orders).toHaveLength(2)
  })

  it('F68 given it is sent, when an admin submits it again, then nothing is sent', async () => {
    const shop = await given().open()
    const { orderId } = await shop.buy()
    await shop.settle()
    await shop.quoin.orders.submit(orderId, 'admin:1')
    await shop.quoin.orders.retry(orderId, 'admin:1')
    await shop.settle()
    expect(shop.prodigi.ledger().orders).toHaveLength(1)
  })

  it('F41 F43 given the provider wants to be paid first, then a person gets its page until it is paid', async () => {
    const shop = await given().open({ plan: { paymentIssue: true } })
    const { orderId } = await shop.buy()
    await shop.settle()
    const order = await shop.order(orderId)
    expect(order).toMatchObject({ attention: [{ code: 'provider_payment_required' }] })
    expect(order.attention[0]?.url).toMatch(/^https?:/)
    shop.prodigi.resolveIssues(order.fulfillments[0]?.providerOrderId ?? '')
    await shop.pass(16 * minute)
    expect((await shop.order(orderId)).attention).toEqual([])
  })

  it('F42 given the account holds orders, then one that is not shown is waited for, and goes on when it is released', async () => {
    const shop = await given().open({ plan: { pause: 'until_released' } })
    const { orderId } = await shop.buy()
    await shop.settle()
    await shop.pass(hour)
    const held = await shop.order(orderId)
    expect(held).toMatchObject({ status: 'submitted', attention: [], fulfillments: [{ status: 'on_hold' }] })
    shop.prodigi.releaseOrder(held.fulfillments[0]?.providerOrderId ?? '')
    await shop.settle()
    expect((await shop.order(orderId)).fulfillments).toMatchObject([{ status: 'submitted' }])
    expect(shop.prodigi.ledger().orders).toHaveLength(1)
  })

  it('F42 given a hold that nobody releases, then a person is alerted after two days', async () => {
    const shop = await given().open({ plan: { pause: 'until_released' } })
    const { orderId } = await shop.buy()
    await shop.settle()
    await shop.pass(60 * hour)
    expect(await shop.order(orderId)).toMatchObject({ status: 'submitted', attention: [{ code: 'held_too_long' }] })
    expect(shop.alerts.map((a) => a.code)).toEqual(['held_too_long'])
  })

  it('INV-2 given a person resolves a submission that was given up, then it goes on by itself', async () => {
    const shop = await given().open()
    shop.prodigi.faults.next({ endpoint: 'createOrder', fault: 'status-503', times: 100_000 })
    const { orderId } = await shop.buy()
    await shop.settle()
    for (let hours = 0; hours < 98; hours += 1) {
      shop.clock.advance(hour)
      await shop.settle()
    }
    shop.prodigi.faults.clear()
    await shop.quoin.orders.resolveAttention(orderId, {}, 'admin:1')
    await shop.pass(20 * minute)
    expect(await shop.order(orderId)).toMatchObject({ status: 'submitted', attention: [] })
    expect(shop.prodigi.ledger().orders).toHaveLength(1)
  })
}
