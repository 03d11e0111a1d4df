import type { Order } from '@quoin/core'
import { money } from '@quoin/core'
import { notificationFixture } from '@quoin/testing'
import { describe, expect, it } from 'vitest'
import { de } from '../locale/de.ts'
import { en } from '../locale/en.ts'
import { overrideCopy } from '../locale/override-copy.ts'
import { sampleOrder, sampleParcel, samplePrint } from '../preview/sample-order.ts'
import { type OrderMailSettings, orderContent } from './order-content.ts'

const settings: OrderMailSettings = {
  brand: { name: 'Sunrise Prints', url: 'https://shop.example' },
  locale: en,
  orderUrl: 'https://shop.example/orders/1',
  imageOf: () => null,
}

function contentOf(
  type: Parameters<typeof notificationFixture>[1] & object,
  changes: Partial<Order> = {},
  others: Partial<OrderMailSettings> = {},
) {
  const order = { ...sampleOrder, ...changes }
  return orderContent(order, notificationFixture(order, type), { ...settings, ...others })
}

const shipped = { type: 'order_shipped', shipmentId: sampleParcel.id } as const
const withParcel = (parcel: Partial<typeof sampleParcel>) => ({
  fulfillments: [{ ...samplePrint, shipments: [{ ...sampleParcel, ...parcel }] }],
})

describe('what a customer is told', () => {
  it('given a parcel with a tracking link, then the button leads there, and the order is the second link', () => {
    const { links, blocks } = contentOf(shipped)
    expect(links).toEqual([
      { label: 'Track your parcel', url: sampleParcel.trackingUrl },
      { label: 'View your order', url: settings.orderUrl },
    ])
    expect(blocks[0]).toMatchObject({
      facts: [
        { label: 'Carrier', value: 'Royal Mail Tracked 48' },
        { label: 'Tracking number', value: 'RM 1234 5678 9GB' },
        { label: 'Expected', value: 'Monday, March 9' },
      ],
    })
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', '//evil.example', 'not a url'])(
    'F95 given %j as the tracking link of a carrier, then there is no link to it',
    (trackingUrl) => {
      const { links } = contentOf(shipped, withParcel({ trackingUrl }))
      expect(links).toEqual([{ label: 'View your order', url: settings.orderUrl }])
    },
  )

  it('given a parcel that nobody can follow, then it says so', () => {
    const { paragraphs, blocks } = contentOf(shipped, withParcel({ trackingNumber: null, trackingUrl: null }))
    expect(paragraphs.join(' ')).toContain('without tracking')
    expect(JSON.stringify(blocks)).not.toContain('Tracking number')
  })

  it('F60 given one of two parcels, then it shows what is in this one, and that it is a part', () => {
    const other = { ...sampleParcel, id: 'shp_2', itemIds: ['harbour'] }
    const shipments = [{ ...sampleParcel, itemIds: ['dunes'] }, other]
    const { subject, blocks } = contentOf(shipped, { fulfillments: [{ ...samplePrint, shipments }] })
    expect(subject).toBe('Part of your order 7KQ2M-X9RTA is on its way')
    const lines = blocks.flatMap((block) => (block.kind === 'lines' ? block.lines : []))
    expect(lines).toMatchObject([{ name: sampleOrder.items[0]?.name, quantity: 2 }])
  })

  it('given copies of one line in two parcels, then neither says how many are in it', () => {
    const shipments = [sampleParcel, { ...sampleParcel, id: 'shp_2', itemIds: ['dunes'] }]
    const { blocks } = contentOf(shipped, { fulfillments: [{ ...samplePrint, shipments }] })
    const lines = blocks.flatMap((block) => (block.kind === 'lines' ? block.lines : []))
    expect(lines.map(({ quantity }) => quantity)).toEqual([null, 1])
  })

  it('given a reprint that goes elsewhere, then it is a replacement, and shows where it goes', () => {
    const recipient = { ...sampleOrder.shippingAddress, name: 'Grace Hopper', line1: '1 Navy Way', country: 'US' }
    const approval = { requestedBy: 'admin:1', approvedBy: 'admin:2', recipient: { ...address, ...recipient } }
    const reprint = {
      ...samplePrint,
      id: 'print-2',
      generation: 2,
      approval,
      shipments: [{ ...sampleParcel, id: 'shp_2' }],
    }
    const { heading, blocks } = contentOf({ ...shipped, shipmentId: 'shp_2' }, { fulfillments: [samplePrint, reprint] })
    expect(heading).toBe('Your replacement is on its way')
    expect(blocks.at(-1)).toMatchObject({ lines: expect.arrayContaining(['Grace Hopper', 'United States']) })
  })

  it('given a parcel id that two prints have, then the one that the notification names is told of', () => {
    const reprint = { ...samplePrint, id: 'print-2', generation: 2 }
    const key = `order_shipped:${sampleOrder.id}:print-2:${sampleParcel.id}`
    expect(contentOf({ ...shipped, key }, { fulfillments: [samplePrint, reprint] }).heading).toContain('replacement')
  })

  it('given a refund of a part, then it says how much of how much, and what the shop wrote', () => {
    const { paragraphs } = contentOf(
      { type: 'order_refunded', createdAt: new Date('2026-03-05T10:00:00Z') },
      {
        payment: { ...sampleOrder.payment, amountRefunded: 3_000 },
        refunds: [{ ...refund, note: 'Sorry about the scratch.' }],
      },
    )
    expect(paragraphs[0]).toContain('$30.00 of the $383.40')
    expect(paragraphs[1]).toBe('Sorry about the scratch.')
  })

  it('given a refund that was asked for after the one that is told of, then its note is not told yet', () => {
    const { paragraphs } = contentOf(
      { type: 'order_refunded', createdAt: new Date('2026-03-03T00:00:00Z') },
      { payment: { ...sampleOrder.payment, amountRefunded: 3_000 }, refunds: [{ ...refund, note: 'Later.' }] },
    )
    expect(paragraphs.join(' ')).not.toContain('Later.')
  })

  it.each([
    [
      'paid, and refunded by and by',
      { refundBalance: { ...sampleOrder.refundBalance, target: 38_340 } },
      '$383.40 goes back',
    ],
    ['never paid', { payment: { ...sampleOrder.payment, amountCaptured: 0 } }, 'You have not been charged'],
  ])('given a cancelled order that was %s, then it says what becomes of the money', (_case, changes, words) => {
    expect(contentOf({ type: 'order_cancelled' }, changes).paragraphs.join(' ')).toContain(words)
  })

  it('given an address that is not complete, then the button leads to where it is corrected, or a guest is asked to write', () => {
    const own = contentOf({ type: 'action_needed' }, { userId: 'ada' })
    expect(own.links).toEqual([{ label: 'Correct the address', url: settings.orderUrl }])
    expect(own.paragraphs.at(-1)).toBe('Please correct it on the page of your order.')
    const guest = contentOf({ type: 'action_needed' }, { userId: null })
    expect(guest.links).toEqual([{ label: 'View your order', url: settings.orderUrl }])
    expect(guest.paragraphs.at(-1)).toBe('Please write to us where it should go.')
  })

  it('given a parcel that is held up, then the button leads to its carrier', () => {
    const { heading, links, blocks } = contentOf({ type: 'action_needed', shipmentId: sampleParcel.id })
    expect(heading).toBe('Your parcel is held up')
    expect(links[0]).toEqual({ label: 'Track your parcel', url: sampleParcel.trackingUrl })
    expect(JSON.stringify(blocks)).toContain(sampleParcel.trackingNumber)
  })

  it('given no page to see an order on, then there is no link to one', () => {
    expect(contentOf({ type: 'order_confirmed' }, {}, { orderUrl: null }).links).toEqual([])
  })

  it('given a customer who paid in another currency, then the receipt shows what was charged', () => {
    const { blocks } = contentOf(
      { type: 'order_confirmed' },
      { payment: { ...sampleOrder.payment, presented: money(29_150, 'GBP') } },
    )
    expect(blocks[0]).toMatchObject({
      sums: expect.arrayContaining([{ label: 'Charged as', value: '£291.50', isTotal: false }]),
    })
  })

  it('given German, then words, amounts, days and countries are German', () => {
    const { subject, blocks } = contentOf(shipped, {}, { locale: de })
    expect(subject).toBe('Ihre Bestellung 7KQ2M-X9RTA ist unterwegs')
    expect(JSON.stringify(blocks)).toContain('Montag, 9. März')
    expect(JSON.stringify(blocks)).toContain('Vereinigtes Königreich')
    expect(JSON.stringify(contentOf({ type: 'order_confirmed' }, {}, { locale: de }).blocks)).toContain('383,40\u00a0$')
  })

  it("given a shop's own words for some, then those are said, and the rest stays", () => {
    const locale = overrideCopy(en, {
      messages: { order_confirmed: { heading: 'Hooray!', subject: ({ shop, total }) => `${shop}: ${total}` } },
      labels: { viewOrder: 'Look' },
    })
    const content = contentOf({ type: 'order_confirmed' }, {}, { locale })
    expect(content).toMatchObject({
      heading: 'Hooray!',
      subject: 'Sunrise Prints: $383.40',
      preheader: en.copy.messages.order_confirmed.preheader,
      links: [{ label: 'Look' }],
    })
    expect(contentOf({ type: 'order_delivered' }, {}, { locale }).heading).toBe('Your order has arrived')
  })
})

const address = {
  name: '',
  line1: '',
  line2: null,
  city: null,
  state: null,
  postalCode: null,
  country: 'US',
  phone: null,
}
const refund = {
  id: 'refund-1',
  amount: money(3_000, 'USD'),
  lines: [],
  shipping: false,
  reason: 'A scratch',
  requestedBy: 'admin:1',
  requestedAt: new Date('2026-03-04T00:00:00Z'),
}
