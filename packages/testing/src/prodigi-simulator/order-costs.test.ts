import { expect, it } from 'vitest'
import { itemFixture, orderRequestFixture } from './order-request-fixture.test.data.ts'
import { startSimulatorFixture } from './start-simulator-fixture.test.data.ts'

const mug = itemFixture({ sku: 'GLOBAL-MUG-W', attributes: {} })
const toBritain = {
  recipient: {
    name: 'Ada Test',
    address: { line1: '1 Street', townOrCity: 'London', countryCode: 'GB', postalOrZipCode: 'W1A 1AA' },
  },
}
const minor = ({ amount }: { amount: string }) => Math.round(Number(amount) * 100)

async function placed(change: Record<string, unknown>, options: Parameters<typeof startSimulatorFixture>[0] = {}) {
  const { simulator, call } = await startSimulatorFixture({ currency: 'GBP', ...options })
  const { json } = await call('POST', '/orders', orderRequestFixture(change))
  return { simulator, call, order: json.order }
}

it('F57: given two parcels, when only the first is stopped, then what it cost is given back, tax included', async () => {
  const change = { ...toBritain, items: [itemFixture({ copies: 2 }), mug] }
  const { simulator, call, order } = await placed(change, { plan: { cancel: 'partial' } })
  for (let step = 0; step < 3; step += 1) simulator.advanceOrder(order.id)
  const cancelled = await call('POST', `/orders/${order.id}/actions/cancel`)
  expect(cancelled.json).toMatchObject({
    outcome: 'Cancelled',
    order: { status: { stage: 'InProgress' }, shipments: [{ status: 'Cancelled' }, { status: 'Processing' }] },
  })
  const [bill, refund] = cancelled.json.order.charges
  expect(refund).toMatchObject({
    id: expect.stringMatching(/^chg_/),
    prodigiInvoiceNumber: null,
    totalCost: { amount: '-125.94', currency: 'GBP' },
    totalTax: { amount: '-20.99', currency: 'GBP' },
    items: [
      { chargeType: 'Refund', shipmentId: cancelled.json.order.shipments[0].id, cost: { amount: '-12.95' } },
      { chargeType: 'Refund', itemId: order.items[0].id, cost: { amount: '-92.00' } },
    ],
  })
  // What is left is the mug: 4.50, and 8.45 to send it, with a fifth of tax.
  expect(minor(bill.totalCost) + minor(refund.totalCost)).toBe(1554)

  const again = await call('POST', `/orders/${order.id}/actions/cancel`)
  expect(again.json).toMatchObject({ outcome: 'FailedToCancel', order: { charges: { length: 2 } } })
  expect(simulator.runOrder(order.id)).toMatchObject({
    status: { stage: 'Complete' },
    shipments: [{ status: 'Cancelled' }, { status: 'Shipped' }],
  })
})

const branding = {
  postcard: { url: 'https://cdn.example/card.pdf' },
  sticker_exterior_round: { url: 'https://cdn.example/round.pdf' },
  flyer: null,
}

it('given branding and two parcels with art, then it is echoed, and each part is charged once', async () => {
  const change = { branding, items: [itemFixture(), itemFixture()] }
  const { simulator, call, order } = await placed(change, { currency: 'USD', plan: { parcels: 'by_item' } })
  const { flyer: _, ...given } = branding
  expect(order.branding).toEqual(given)
  simulator.runOrder(order.id)
  const { json } = await call('GET', `/orders/${order.id}`)
  expect(json.order.branding).toEqual(given)
  expect(json.order.shipments).toHaveLength(2)
  const others = json.order.charges[0].items.filter(({ chargeType }: { chargeType: string }) => chargeType === 'Other')
  expect(others).toMatchObject([
    { itemId: null, shipmentId: null, cost: { amount: '2.50', currency: 'USD' } },
    { itemId: null, shipmentId: null, cost: { amount: '1.25', currency: 'USD' } },
  ])
})

it('given branding and a lab that does none, then it is left out without a charge', async () => {
  const { simulator, order } = await placed({ branding, items: [mug] })
  expect(simulator.runOrder(order.id).charges[0]?.items.map(({ chargeType }) => chargeType)).toEqual([
    'Shipping',
    'Item',
  ])
})

it('given no branding, or nothing but empty parts, then the order has none', async () => {
  const { call, order } = await placed({})
  expect(order).not.toHaveProperty('branding')
  const empty = orderRequestFixture({ idempotencyKey: null, branding: { flyer: null } })
  expect((await call('POST', '/orders', empty)).json.order).not.toHaveProperty('branding')
})

it('given branding that is not known or no address, then it is refused', async () => {
  const { call } = await startSimulatorFixture()
  const refused = (parts: object) => call('POST', '/orders', orderRequestFixture({ branding: parts }))
  expect((await refused({ ribbon: { url: 'https://cdn.example/a' } })).json).toMatchObject({
    outcome: 'ModelBindingFailed',
    failures: { 'branding.ribbon': [{ code: 'UnknownField' }] },
  })
  expect((await refused({ flyer: { url: 'a.pdf' } })).json.failures).toHaveProperty(['branding.flyer.url'])
})

it('F43: given a card that needs authorisation, then the issue asks for all that will be charged', async () => {
  const { simulator, order } = await placed({ ...toBritain, branding }, { plan: { paymentIssue: true } })
  const [issue] = order.status.issues
  simulator.resolveIssues(order.id)
  const [charge] = simulator.runOrder(order.id).charges
  expect(issue.authorisationDetails.paymentDetails).toEqual(charge?.totalCost)
})

it.each([
  ['USD', { amount: '15.00', currency: 'USD' }, { amount: '15.00', currency: 'USD' }],
  ['GBP', { amount: '12.70', currency: 'USD' }, { amount: '10.00', currency: 'GBP' }],
  ['JPY', { amount: '10.001', currency: 'GBP' }, { amount: '1900', currency: 'JPY' }],
  ['GBP', { amount: '9'.repeat(30), currency: 'USD' }, { amount: '9'.repeat(30), currency: 'USD' }],
  ['GBP', { amount: '15', currency: 'XYZ' }, { amount: '15', currency: 'XYZ' }],
])('given an account in %s, then a price of %j for customs comes back as %j', async (currency, sent, shown) => {
  const { order } = await placed({ items: [itemFixture({ recipientCost: sent })] }, { currency })
  expect(order.items[0].recipientCost).toEqual(shown)
})
