import { chargesOf } from '@quoin/core/prodigi'
import { describe, expect, test } from 'vitest'
import { canvas, item, order, paper, recipient, start, startWithOrder } from './prodigi-client-world.ts'

describe('creating an order', () => {
  test('makes it once for one key, and again for another', async () => {
    const { client, prodigi } = await start()
    const first = await client.orders.create(order('A-1'))
    expect(first).toMatchObject({ outcome: 'Created', order: { merchantReference: 'A-1', recipient } })
    expect(await client.orders.create(order('A-1'))).toMatchObject({
      outcome: 'AlreadyExists',
      order: { id: first.order.id },
    })
    expect(await client.orders.create(order('A-2'))).toMatchObject({ outcome: 'Created' })
    expect(prodigi.ledger().orders).toHaveLength(2)
  })

  test('tells of a bill that stands in the way (F41, F43)', async () => {
    const { client } = await start({ plan: { paymentIssue: true } })
    const { outcome, order: created } = await client.orders.create(order('A-1'))
    expect(outcome).toBe('CreatedWithIssues')
    expect(created.status?.issues).toMatchObject([
      {
        errorCode: 'RequiresPaymentAuthorisation',
        authorisationDetails: { paymentDetails: { currency: 'USD', amount: expect.any(Number) } },
      },
    ])
  })

  test('of a paused account gives an id that is not found until the pause is over (F42)', async () => {
    const { client, prodigi } = await start({ plan: { pause: 'until_released' } })
    const { outcome, order: held } = await client.orders.create(order('A-1'))
    expect([outcome, held.status]).toEqual(['OnHold', null])
    await expect(client.orders.get(held.id)).rejects.toMatchObject({ reason: 'not_found' })
    prodigi.releaseOrder(held.id)
    expect(await client.orders.get(held.id)).toMatchObject({ status: { stage: 'InProgress' } })
  })

  test('takes slips, branding and metadata along', async () => {
    const { client, prodigi } = await start()
    const extras = {
      packingSlip: { url: 'https://cdn.example/slip.pdf' },
      branding: { postcard: { url: 'https://cdn.example/card.pdf' } },
      metadata: { orderId: '0198', of: { any: ['shape'] } },
    }
    const { order: created } = await client.orders.create(order('A-1', extras))
    expect(created).toMatchObject({ packingSlip: extras.packingSlip, metadata: extras.metadata })
    expect(prodigi.ledger().orders[0]?.body).toMatchObject(extras)
  })

  test.each([
    ['an unknown SKU', { items: [item('NOPE-1')] }, { 'items[0].sku': ['SkuNotFound'] }],
    ['a choice not made', { items: [item('GLOBAL-CAN-10X10')] }, expect.anything()],
    ['no items', { items: [] }, { items: ['MustNotBeEmptyArray'] }],
    [
      'a wrong postcode',
      { recipient: { ...recipient, address: { ...recipient.address, countryCode: 'US' } } },
      { 'recipient.address.postalOrZipCode': ['MustBeAValidUSZipCodeFormat'] },
    ],
  ])('with %s is refused, by the fields (F45)', async (_, change, failures) => {
    const { client, prodigi } = await start()
    await expect(client.orders.create(order('A-1', change))).rejects.toMatchObject({
      reason: 'validation_failed',
      retry: 'permanent',
      status: 400,
      failures,
      traceParent: expect.stringMatching(/^00-/),
    })
    expect(prodigi.ledger().orders).toEqual([])
  })

  test('with a wrong key is refused, and condemns no order (F46)', async () => {
    const { client } = await start({}, { apiKey: 'other' })
    await expect(client.orders.create(order('A-1'))).rejects.toMatchObject({
      reason: 'not_authenticated',
      retry: 'retryable',
    })
  })
})

describe('an order', () => {
  test('can be followed through all of its steps', async () => {
    const { client, prodigi, id } = await startWithOrder({}, { items: [paper, canvas] })
    const seen: string[] = []
    for (;;) {
      const { status, shipments } = await client.orders.get(id)
      const step = `${status?.stage} ${Object.values(status?.details ?? {}).join(' ')} ${shipments.map((s) => s.status)}`
      if (step === seen.at(-1)) break
      seen.push(step)
      prodigi.advanceOrder(id)
    }
    expect(seen.length).toBeGreaterThan(6)
    expect(seen.at(-1)).toMatch(/^Complete (Complete ){5}Shipped/)
  })

  test('shows its parcels, its tracking and its bill', async () => {
    const { client, prodigi, id } = await startWithOrder({ parcels: 'by_item' }, { items: [paper, canvas] })
    prodigi.runOrder(id)
    const read = await client.orders.get(id)
    expect(read.shipments).toMatchObject(
      [0, 1].map((index) => ({
        status: 'Shipped',
        dispatchDate: expect.any(Date),
        tracking: { number: expect.stringMatching(/^PH\d+GB$/), url: expect.stringMatching(/^https:/) },
        carrier: { name: expect.any(String), service: expect.any(String) },
        fulfillmentLocation: { labCode: expect.any(String), countryCode: expect.any(String) },
        items: [{ itemId: read.items[index]?.id }],
      })),
    )
    const rows = chargesOf(read)
    expect(rows.filter((row) => row.kind === 'item').map((row) => row.itemId)).toEqual(
      read.items.map((each) => each.id),
    )
    expect(rows.filter((row) => row.kind === 'shipping')).toHaveLength(2)
    const billed = read.charges.reduce((sum, { totalCost }) => sum + (totalCost?.amount ?? Number.NaN), 0)
    expect(rows.reduce((sum, { amount }) => sum + amount.amount, 0)).toBe(billed)
  })

  test('may have parcels without tracking, and artwork that never came (F62)', async () => {
    const untracked = await startWithOrder({ tracked: false })
    untracked.prodigi.runOrder(untracked.id)
    expect((await untracked.client.orders.get(untracked.id)).shipments).toMatchObject([{ tracking: null }])

    const stuck = await startWithOrder({ failedDownloads: 10 })
    stuck.prodigi.runOrder(stuck.id)
    expect(await stuck.client.orders.get(stuck.id)).toMatchObject({
      status: {
        stage: 'InProgress',
        issues: [{ errorCode: 'order.items.assets.FailedToDownloaded' }],
        details: { downloadAssets: 'Error' },
      },
    })
  })

  test('that is unknown is not found', async () => {
    const { client } = await start()
    await expect(client.orders.get('ord_9')).rejects.toMatchObject({ reason: 'not_found', outcome: 'EntityNotFound' })
  })
})

describe('lists', () => {
  async function startWithOrders(count: number) {
    const world = await start()
    const ids: string[] = []
    for (let number = 0; number < count; number += 1) {
      world.clock.advance(1_000)
      ids.unshift((await world.client.orders.create(order(`A-${number}`))).order.id)
    }
    return { ...world, ids }
  }
  const idsOf = (orders: readonly { readonly id: string }[]) => orders.map(({ id }) => id)

  test('have pages and every filter', async () => {
    const { client, prodigi, ids } = await startWithOrders(4)
    const { orders, next } = await client.orders.list({ top: 3 })
    expect([idsOf(orders), next]).toEqual([ids.slice(0, 3), { top: 3, skip: 3 }])
    expect(await client.orders.list(next ?? {})).toMatchObject({ orders: [{ id: ids[3] }], next: null })
    prodigi.runOrder(ids[1] ?? '')
    const filtered = async (query: Parameters<typeof client.orders.list>[0]) =>
      idsOf((await client.orders.list(query)).orders)
    expect(await filtered({ status: 'Complete' })).toEqual([ids[1]])
    expect(await filtered({ merchantReferences: ['A-0', 'A-3'] })).toEqual([ids[0], ids[3]])
    expect(await filtered({ orderIds: ids.slice(1, 3) })).toEqual(ids.slice(1, 3))
    const createdTo = new Date('2026-11-22T10:00:02Z')
    expect(await filtered({ createdFrom: new Date('2026-11-22T10:00:02Z'), createdTo })).toEqual([ids[2]])
  })

  test('are read to their end while orders are made (F70)', async () => {
    const { client, clock, ids } = await startWithOrders(12)
    const seen: string[] = []
    for await (const { id } of client.orders.listAll({ top: 5 })) {
      seen.push(id)
      clock.advance(100_000)
      if (seen.length % 4 === 0) await client.orders.create(order(`B-${seen.length}`))
    }
    expect(seen).toEqual(ids)
  })

  test('end when their caller gives up', async () => {
    const { client } = await startWithOrders(3)
    const caller = new AbortController()
    const orders = client.orders.listAll({ top: 1 }, { signal: caller.signal })
    expect(await orders.next()).toMatchObject({ done: false })
    caller.abort()
    await expect(orders.next()).rejects.toMatchObject({ reason: 'aborted' })
  })
})
