import { describe, expect, test } from 'vitest'
import { completeOrder, createdOrder, withStage } from './prodigi-bodies.test.data.ts'
import { toSnapshot } from './prodigi-mapping.ts'
import { orderSchema } from './prodigi-order.ts'

const snapshotOf = (order: object) => toSnapshot(orderSchema.parse(order))
const shipment = (status: string, rest: object = {}) => ({
  ...completeOrder.shipments[0],
  id: `shp_${status}`,
  status,
  ...rest,
})
const inProduction = (progress: string) => ({
  ...createdOrder,
  status: { ...createdOrder.status, details: { ...createdOrder.status.details, inProduction: progress } },
})
const withIssue = (issue: object) => ({ ...createdOrder, status: { ...createdOrder.status, issues: [issue] } })

describe('the status', () => {
  test.each([
    ['held, of which nothing is shown (F42)', { id: 'ord_1' }, 'on_hold'],
    ['a draft', withStage('Draft'), 'on_hold'],
    ['waiting for the shop to pay (F43)', withStage('AwaitingPayment'), 'on_hold'],
    ['just created', createdOrder, 'submitted'],
    ['in work', inProduction('InProgress'), 'in_production'],
    ['printed', inProduction('Complete'), 'in_production'],
    [
      'one parcel on its way (F60)',
      withStage('InProgress', { shipments: [shipment('Shipped'), shipment('Processing')] }),
      'partially_shipped',
    ],
    [
      'every parcel on its way, but not said to be complete',
      { ...completeOrder, status: withStage('InProgress').status },
      'shipped',
    ],
    [
      'one parcel on its way, and an item in none',
      {
        ...completeOrder,
        status: withStage('InProgress').status,
        items: [...completeOrder.items, { ...completeOrder.items[0], id: 'ori_9' }],
      },
      'partially_shipped',
    ],
    ['one parcel not yet packed', withStage('InProgress', { shipments: [shipment('Processing')] }), 'submitted'],
    ['complete, which is sent and not delivered (F61)', completeOrder, 'shipped'],
    ['cancelled', withStage('Cancelled'), 'cancelled'],
    ['a known stage in another case (F44)', withStage('complete'), 'shipped'],
    ['an unknown stage (F44)', withStage('Paused'), 'submitted'],
    ['no stage', { ...createdOrder, status: {} }, 'submitted'],
    ['a status of another type', { ...createdOrder, status: 'InProgress' }, 'submitted'],
  ])('of an order that is %s', (_, order, status) => {
    expect(snapshotOf(order).status).toBe(status)
  })

  test('that is unknown is kept for a person to read (F44)', () => {
    expect(snapshotOf(withStage('Paused')).issues).toEqual([
      {
        code: 'unknown_stage',
        message: expect.stringContaining('"Paused"'),
        subject: createdOrder.id,
        url: null,
        attention: 'provider_issue',
      },
    ])
  })
})

describe('a parcel', () => {
  test('that was sent has its carrier, tracking and time', () => {
    expect(snapshotOf(completeOrder).shipments).toEqual([
      {
        id: 'shp_658633',
        status: 'shipped',
        carrier: 'USPS',
        service: 'USPS First Class Post',
        trackingNumber: 'PH000000000GB',
        trackingUrl: 'https://www.royalmail.com/portal/rm/track?trackNumber=PH000000000GB',
        itemIds: ['item-1'],
        shippedAt: new Date('2023-06-21T23:19:13.390Z'),
        deliveredAt: null,
      },
    ])
  })

  test.each([
    ['Processing', 'processing'],
    ['Cancelled', 'cancelled'],
    ['Lost', 'processing'],
  ])('that is %s is %s and was not sent', (word, status) => {
    const [parcel] = snapshotOf(withStage('InProgress', { shipments: [shipment(word)] })).shipments
    expect(parcel).toMatchObject({ status, shippedAt: null })
  })

  test('sent by untracked post has no tracking, for ever', () => {
    const [parcel] = snapshotOf(
      withStage('Complete', { shipments: [shipment('Shipped', { tracking: null })] }),
    ).shipments
    expect(parcel).toMatchObject({ trackingNumber: null, trackingUrl: null })
  })

  test.each(['javascript:alert(1)', ' java\nscript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', 'not a link'])(
    'has no link %o to click (F95)',
    (url) => {
      const [parcel] = snapshotOf(
        withStage('Complete', { shipments: [shipment('Shipped', { tracking: { number: '1', url } })] }),
      ).shipments
      expect(parcel).toMatchObject({ trackingNumber: '1', trackingUrl: null })
    },
  )
})

describe('an issue', () => {
  test.each([
    ['items.assets.NotDownloaded', null],
    ['order.items.assets.FailedToDownloaded', 'asset_failed'],
    ['order.items.ItemUnavailable', 'item_unavailable'],
    ['RequiresPaymentAuthorisation', 'provider_payment_required'],
    ['destinationCountryCode.UsSalesTaxWarning', null],
    ['order.somethingNew', 'provider_issue'],
  ])('%s asks for %s', (errorCode, attention) => {
    expect(snapshotOf(withIssue({ objectId: 'ori_1', errorCode, description: 'Text' })).issues).toEqual([
      { code: errorCode, message: 'Text', subject: 'ori_1', url: null, attention },
    ])
  })

  test('about money has the link to pay (F43)', () => {
    const authorisationUrl = 'https://beta-dashboard.pwinty.com/payment/97323'
    const issue = {
      objectId: 'ord_829398',
      errorCode: 'RequiresPaymentAuthorisation',
      description: `Payment authorisation required for 'ord_829398' (195.02USD), use: ${authorisationUrl}`,
      authorisationDetails: { authorisationUrl, paymentDetails: { amount: '195.02', currency: 'USD' } },
    }
    expect(snapshotOf(withIssue(issue)).issues).toMatchObject([{ url: authorisationUrl }])
  })

  test('keeps a signed link to artwork out of its message (F62)', () => {
    const issue = {
      objectId: 'ori_1',
      errorCode: 'order.items.assets.FailedToDownloaded',
      description: "File not downloaded for item 'ori_1' at location 'https://cdn.example/a.jpg?signature=secret'",
    }
    expect(snapshotOf(withIssue(issue)).issues[0]?.message).toBe(
      "File not downloaded for item 'ori_1' at location '(link)'",
    )
  })
})
