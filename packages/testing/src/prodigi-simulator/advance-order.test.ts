import { expect, it } from 'vitest'
import { createSeededRandom } from '../seeded-random.ts'
import { advanceOrder, nextStep } from './advance-order.ts'
import { createCatalogue } from './catalogue-product.ts'
import { checkItems } from './check-items.ts'
import { defaultCatalogue } from './default-catalogue.ts'
import { createIdentities } from './identities.ts'
import { cancelOrder, updateRecipient } from './order-actions.ts'
import type { OrderPlan } from './order-plan.ts'
import { itemFixture, orderRequestFixture } from './order-request-fixture.test.data.ts'
import { placeOrder } from './place-order.ts'
import { orderRequest } from './request-schemas.ts'
import type { SimulatedOrder } from './simulated-order.ts'

const shop = {
  catalogue: createCatalogue(defaultCatalogue),
  currency: 'GBP',
  ids: createIdentities(createSeededRandom(1)),
}
const at = new Date('2026-01-01T00:00:00.390Z')

function given(plan: OrderPlan = {}, change: Readonly<Record<string, unknown>> = {}): SimulatedOrder {
  const request = orderRequest.parse(orderRequestFixture(change))
  const items = checkItems(request.items, shop.catalogue)
  if (!items.ok) throw new Error('Not a good order.')
  return placeOrder({ ...shop, request, items: items.value, plan, callbackUrl: null, at }).order
}

function after(steps: number, order: SimulatedOrder): SimulatedOrder {
  let moved = order
  for (let step = 0; step < steps; step += 1) moved = advanceOrder(moved, at, shop).order
  return moved
}

function atRest(order: SimulatedOrder): SimulatedOrder {
  return nextStep(order) ? atRest(after(1, order)) : order
}

it('given an order, when it advances, then details move in the order of the real service', () => {
  const progress = Array.from({ length: 8 }, (_, steps) => {
    const { stage, details } = after(steps, given()).body.status
    const { downloadAssets, allocateProductionLocation, printReadyAssetsPrepared, inProduction, shipping } = details
    return [stage, downloadAssets, allocateProductionLocation, printReadyAssetsPrepared, inProduction, shipping]
  })
  const [not, now, done] = ['NotStarted', 'InProgress', 'Complete']
  expect(progress).toEqual([
    ['InProgress', not, not, not, not, not],
    ['InProgress', now, not, not, not, not],
    ['InProgress', done, not, not, not, not],
    ['InProgress', done, done, now, not, not],
    ['InProgress', done, done, done, not, not],
    ['InProgress', done, done, done, now, not],
    ['InProgress', done, done, done, now, now],
    ['Complete', done, done, done, done, done],
  ])
  expect(nextStep(after(7, given()))).toBeNull()
})

it('when labs are chosen, then a parcel and its charges appear, and the charges add up', () => {
  const { shipments, charges, items } = after(3, given({}, { items: [itemFixture({ copies: 2 })] })).body
  expect(shipments).toMatchObject([
    {
      status: 'Processing',
      tracking: null,
      dispatchDate: null,
      carrier: { name: 'USPS' },
      items: [{ itemId: items[0]?.id }],
    },
  ])
  expect(charges).toMatchObject([
    {
      totalCost: { amount: '104.95', currency: 'GBP' },
      totalTax: { amount: '0.00' },
      items: [
        { chargeType: 'Shipping', itemId: null, shipmentId: shipments[0]?.id, cost: { amount: '12.95' } },
        { chargeType: 'Item', itemId: items[0]?.id, shipmentId: null, cost: { amount: '92.00' } },
      ],
    },
  ])
})

it('F61: when it is complete, then it was sent, with tracking that no carrier knows', () => {
  const { status, shipments } = atRest(given()).body
  expect(status.stage).toBe('Complete')
  expect(shipments).toMatchObject([
    {
      status: 'Shipped',
      dispatchDate: '2026-01-01T00:00:00.39Z',
      tracking: { number: expect.stringMatching(/^PH\d{9}GB$/), url: expect.stringContaining('royalmail.com') },
    },
  ])
})

it('F60: given things that different labs make, then each parcel leaves by itself', () => {
  const mug = itemFixture({ sku: 'GLOBAL-MUG-W', attributes: {} })
  const order = after(6, given({}, { items: [itemFixture(), mug] }))
  expect(order.body.shipments.map(({ status }) => status)).toEqual(['Shipped', 'Processing'])
  expect(order.body.status.stage).toBe('InProgress')
  const numbers = atRest(order).body.shipments.map(({ tracking }) => tracking?.number)
  expect(new Set(numbers).size).toBe(2)
  expect(atRest(order).body.status.stage).toBe('Complete')
})

it('given one parcel for each item and no tracking, then so it is', () => {
  const { shipments } = atRest(
    given({ parcels: 'by_item', tracked: false }, { items: [itemFixture(), itemFixture()] }),
  ).body
  expect(shipments).toMatchObject([
    { status: 'Shipped', tracking: null },
    { status: 'Shipped', tracking: null },
  ])
})

it('F62: given downloads that fail at first, then an issue warns, and goes when one works', () => {
  const order = given({ failedDownloads: 2 })
  expect(after(3, order).body.status).toMatchObject({
    details: { downloadAssets: 'InProgress' },
    issues: [{ errorCode: 'order.items.assets.NotDownloaded', description: expect.stringContaining('2 of 10') }],
  })
  expect(after(4, order).body.status).toMatchObject({ details: { downloadAssets: 'Complete' }, issues: [] })
  expect(atRest(order).body.status.stage).toBe('Complete')
})

it('F62: given downloads that never work, then the order is stuck after ten, in the same stage as before', () => {
  const { body } = atRest(given({ failedDownloads: 10 }))
  expect(body).toMatchObject({
    status: {
      stage: 'InProgress',
      details: { downloadAssets: 'Error', allocateProductionLocation: 'Complete' },
      issues: [{ errorCode: 'order.items.assets.FailedToDownloaded', objectId: body.items[0]?.id }],
    },
    items: [{ status: 'Invalid', assets: [{ status: 'Error' }] }],
    charges: [],
  })
})

it.each([
  ['the lab has run out', { itemUnavailable: true }, {}],
  ['the product is not sent there', {}, { recipient: { ...orderRequestFixture().recipient, address: elsewhere() } }],
])('F64: given %s, then the order is stuck with an issue', (_, plan, change) => {
  const { status, shipments } = atRest(given(plan, change)).body
  expect(status).toMatchObject({ stage: 'InProgress', issues: [{ errorCode: 'order.items.ItemUnavailable' }] })
  expect(shipments).toEqual([])
})

it('F57: given a cancel that stops the first parcel only, then the others go on and the stage shows it', () => {
  const order = after(3, given({ parcels: 'by_item', cancel: 'partial' }, { items: [itemFixture(), itemFixture()] }))
  const cancelled = cancelOrder(order, at, shop).order
  expect(cancelled.body.status.stage).toBe('InProgress')
  expect(atRest(cancelled).body).toMatchObject({
    status: { stage: 'Complete' },
    shipments: [{ status: 'Cancelled' }, { status: 'Shipped' }],
  })
})

it.each([
  ['allowed', 'Updated', [true, true]],
  ['partial', 'PartiallyUpdated', [true, false]],
  ['fails', 'FailedToUpdate', [false, false]],
] as const)('given updates are %s, then the outcome is %s', (updates, outcome, successes) => {
  const order = after(3, given({ parcels: 'by_item', updates }, { items: [itemFixture(), itemFixture()] }))
  const result = updateRecipient(order, { ...order.body.recipient, name: 'B. Test' }, at, shop)
  expect(result.outcome).toBe(outcome)
  expect(result.updateResults?.map(({ successful }) => successful)).toEqual(successes)
})

it('when an order is cancelled, then nothing moves it any more', () => {
  expect(nextStep(cancelOrder(given(), at, shop).order)).toBeNull()
})

function elsewhere() {
  return { line1: '1 Street', townOrCity: 'Town', countryCode: 'AQ', postalOrZipCode: '1' }
}
