import { describe, expect, test } from 'vitest'
import {
  canvas,
  paper,
  recipient,
  start,
  startWithOrder,
  untilAllocated,
  untilInProduction,
} from './prodigi-client-world.ts'

describe('actions', () => {
  test('are open until production begins', async () => {
    const { client, id, steps } = await startWithOrder()
    const open = { cancel: true, changeRecipientDetails: true, changeShippingMethod: true, changeMetadata: true }
    expect(await client.orders.actions.get(id)).toEqual(open)
    steps(untilInProduction)
    const late = { cancel: false, changeRecipientDetails: false, changeShippingMethod: false }
    expect(await client.orders.actions.get(id)).toEqual({ ...open, ...late })
  })

  test('cancel in time', async () => {
    const { client, id, steps } = await startWithOrder()
    steps(untilAllocated)
    const { outcome, order: cancelled } = await client.orders.actions.cancel(id)
    expect(outcome).toBe('Cancelled')
    expect(cancelled).toMatchObject({ status: { stage: 'Cancelled' }, shipments: [{ status: 'Cancelled' }] })
    expect(await client.orders.actions.cancel(id)).toMatchObject({ outcome: 'ActionNotAvailable' })
  })

  test.each([
    ['too late', {}, untilInProduction, 'ActionNotAvailable'],
    ['and the lab does not stop', { cancel: 'fails' }, 0, 'FailedToCancel'],
  ] as const)('cancel %s, with HTTP 200, is no cancel (F59)', async (_, plan, count, outcome) => {
    const { client, id, steps } = await startWithOrder(plan)
    steps(count)
    expect(await client.orders.actions.cancel(id)).toMatchObject({ outcome })
    expect(await client.orders.get(id)).toMatchObject({ status: { stage: 'InProgress' } })
  })

  test('cancel some of the parcels is told by the parcels (F57)', async () => {
    const { client, id, steps } = await startWithOrder(
      { cancel: 'partial', parcels: 'by_item' },
      { items: [paper, canvas] },
    )
    steps(untilAllocated)
    const { order: after } = await client.orders.actions.cancel(id)
    expect(after?.status?.stage).toBe('InProgress')
    expect(after?.shipments.map(({ status }) => status)).toEqual(['Cancelled', 'Processing'])
  })

  const moved = { ...recipient, name: 'B. Test' }
  const outcomes = [
    ['allowed', 'Updated', [true, true]],
    ['partial', 'PartiallyUpdated', [true, false]],
    ['fails', 'FailedToUpdate', [false, false]],
  ] as const
  const twoParcels = { items: [paper, canvas] }

  test.each(outcomes)('update the recipient: %s is %s (F67)', async (updates, outcome, successes) => {
    const { client, id, steps } = await startWithOrder({ updates, parcels: 'by_item' }, twoParcels)
    steps(untilAllocated)
    const answer = await client.orders.actions.updateRecipient(id, moved)
    expect([answer.outcome, answer.shipments.map(({ successful }) => successful)]).toEqual([outcome, successes])
    expect(answer.order?.id).toBe(id)
    steps(untilInProduction)
    expect(await client.orders.actions.updateRecipient(id, moved)).toMatchObject({ outcome: 'ActionNotAvailable' })
  })

  test.each(outcomes)('update the shipping method: %s is %s', async (updates, outcome, successes) => {
    const { client, id, steps } = await startWithOrder({ updates, parcels: 'by_item' }, twoParcels)
    steps(untilAllocated)
    const answer = await client.orders.actions.updateShippingMethod(id, 'Express')
    expect([answer.outcome, answer.shipments.map(({ successful }) => successful)]).toEqual([outcome, successes])
  })

  test('update metadata at any stage', async () => {
    const { client, prodigi, id } = await startWithOrder()
    prodigi.runOrder(id)
    expect(await client.orders.actions.updateMetadata(id, { note: [1] })).toMatchObject({
      outcome: 'Updated',
      order: { metadata: { note: [1] } },
    })
  })

  test('of an unknown order are not found', async () => {
    const { client } = await start()
    for (const call of [client.orders.actions.get('ord_9'), client.orders.actions.cancel('ord_9')]) {
      await expect(call).rejects.toMatchObject({ reason: 'not_found' })
    }
  })
})

describe('what can be asked before', () => {
  const asked = (country: string, sku = 'GLOBAL-FAP-16X24') => ({
    destinationCountryCode: country,
    items: [{ sku, copies: 1, assets: [{ printArea: 'default' }] }],
  })

  test('is what it costs, for every way to ship', async () => {
    const { client } = await start()
    const british = await client.quotes.create(asked('GB'))
    expect(british).toMatchObject({ outcome: 'Created', issues: [] })
    for (const { costSummary } of british.quotes) {
      const { items, shipping, totalTax, totalCost } = costSummary
      expect(totalCost.amount).toBe(items.amount + shipping.amount + (totalTax?.amount ?? 0))
    }
    expect((await client.quotes.create({ ...asked('GB'), shippingMethod: 'express' })).quotes).toMatchObject([
      { shippingMethod: 'Express' },
    ])
    expect(await client.quotes.create({ ...asked('DE'), currencyCode: 'EUR' })).toMatchObject({
      quotes: expect.arrayContaining([
        expect.objectContaining({
          costSummary: expect.objectContaining({ items: { amount: expect.any(Number), currency: 'EUR' } }),
        }),
      ]),
    })
  })

  test('comes with warnings, or not at all', async () => {
    const { client } = await start()
    expect(await client.quotes.create(asked('US'))).toMatchObject({
      outcome: 'CreatedWithIssues',
      issues: [{ errorCode: 'destinationCountryCode.UsSalesTaxWarning' }],
    })
    expect(await client.quotes.create(asked('JP', 'GLOBAL-MUG-W'))).toMatchObject({
      outcome: 'NotAvailable',
      quotes: [],
    })
    await expect(client.quotes.create(asked('GB', 'NOPE-1'))).rejects.toMatchObject({ reason: 'validation_failed' })
  })

  test('is a product, in any case of its SKU', async () => {
    const { client } = await start()
    expect(await client.products.get('global-can-10x10')).toMatchObject({
      sku: 'GLOBAL-CAN-10X10',
      attributes: { wrap: ['Black', 'ImageWrap', 'MirrorWrap', 'White'] },
      printAreas: { default: { required: true } },
    })
    await expect(client.products.get('NOPE-1')).rejects.toMatchObject({ reason: 'not_found' })
  })

  test('is how wide a spine is', async () => {
    const { client } = await start()
    const book = { sku: 'BOOK-A4-L-HARD-M', destinationCountryCode: 'US', state: 'CA', numberOfPages: 50 }
    expect(await client.photobooks.spine(book)).toMatchObject({ success: true, widthMm: expect.any(Number) })
    expect(await client.photobooks.spine({ ...book, numberOfPages: 5_000 })).toMatchObject({
      success: false,
      widthMm: null,
    })
    expect(await client.photobooks.spine({ ...book, sku: 'GLOBAL-CAN-10X10' })).toMatchObject({
      success: false,
      message: 'Requested product does not require a spine asset',
    })
    await expect(client.photobooks.spine({ ...book, sku: 'NOPE-1' })).rejects.toMatchObject({ reason: 'not_found' })
  })
})
