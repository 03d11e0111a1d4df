import { createIds, money, type Order } from '@quoin/core'
import { createSeededRandom } from './seeded-random.ts'

const ids = createIds({ now: () => new Date('2026-03-01T09:00:00Z') }, createSeededRandom('order fixture'))

/**
 * A whole, realistic order for tests: paid, in production, one of two parcels sent, one reason for attention open. Every
 * field is filled. Each call makes another order with its own id, number and provider ids; the rest is always the same.
 *
 * @param overrides replaces whole fields.
 * @example
 * ```ts
 * import { orderFixture } from '@quoin/testing'
 *
 * const guestOrder = orderFixture({ userId: null, version: 1 })
 * ```
 */
export function orderFixture(overrides: Partial<Order> = {}): Order {
  const number = ids.orderNumber()
  const usd = (amount: number) => money(amount, 'USD')
  const print = { name: 'Fine art print, 16 × 24 in', sku: 'GLOBAL-FAP-16X24', sizing: 'fill' } as const
  return {
    id: ids.uuid(),
    number,
    version: 1,
    status: 'partially_shipped',
    paymentStatus: 'paid',
    attention: [
      {
        code: 'provider_payment_required',
        subject: 'shp_2',
        message: 'The provider wants its bill to be paid.',
        path: null,
        url: 'https://tracking.example/2',
        since: new Date('2026-03-04T08:00:00.250Z'),
      },
    ],
    userId: 'user_ada',
    email: 'ada@example.com',
    currency: 'USD',
    intent: `intent-${number}`,
    terms: { discounts: true, taxes: true },
    items: [
      {
        ...print,
        id: ids.uuid(),
        productId: 'fine-art-print-16x24',
        quantity: 2,
        unitPrice: usd(4900),
        attributes: {},
        assets: [
          {
            printArea: 'default',
            url: 'https://art.example/waves.png',
            md5Hash: '9e107d9d372bb6826bd81d3542a419d6',
          },
        ],
      },
      {
        id: ids.uuid(),
        productId: 'framed-print-16x20',
        name: 'Framed print, 16 × 20 in',
        sku: 'GLOBAL-CFPM-16X20',
        quantity: 1,
        unitPrice: usd(12_900),
        attributes: { color: 'black', since: '2026-01-01T00:00:00.000Z' },
        sizing: 'fit',
        assets: [{ printArea: 'default', url: 'https://art.example/dunes.png', md5Hash: null }],
      },
    ],
    shippingOptions: [
      { method: 'Standard', displayName: 'Standard (5 to 8 days)', price: usd(995), cost: usd(11_000) },
      { method: 'Express', displayName: 'Express (2 days)', price: usd(2495), cost: null },
    ],
    shippingMethod: 'Standard',
    shippingAddress: {
      name: 'Ada Lovelace',
      line1: '12 St James’s Square',
      line2: 'Flat "B"',
      city: 'London',
      state: null,
      postalCode: 'SW1Y 4JH',
      country: 'GB',
      phone: '+44 20 7946 0000',
    },
    totals: {
      subtotal: usd(22_700),
      shipping: usd(995),
      discount: usd(500),
      tax: usd(1816),
      total: usd(25_011),
    },
    payment: {
      provider: 'stripe',
      checkoutId: `cs_test_${number}`,
      paymentId: `pi_${number}`,
      url: `https://checkout.example/${number}`,
      expiresAt: new Date('2026-03-02T09:00:00Z'),
      livemode: false,
      amountCaptured: 25_011,
      amountRefunded: 0,
      capturedAt: new Date('2026-03-01T09:02:11.500Z'),
      presented: money(19_008, 'GBP'),
      dispute: {
        id: `du_${number}`,
        status: 'won',
        reason: 'product_not_received',
        amount: 25_011,
        dueAt: new Date('2026-03-20T23:59:59Z'),
      },
      underReview: true,
      fraudWarning: 'made_with_stolen_card',
      readAt: new Date('2026-03-01T09:02:11Z'),
    },
    fulfillments: [
      {
        id: ids.uuid(),
        provider: 'prodigi',
        generation: 1,
        status: 'partially_shipped',
        lines: [],
        reason: 'damaged',
        replaces: ids.uuid(),
        approval: { requestedBy: 'admin:1', approvedBy: 'admin:2', recipient: null },
        idempotencyKey: `${number}-1`,
        request: `{"merchantReference":"${number}"}`,
        requestHash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        providerOrderId: `ord_${number}`,
        quotedCost: usd(11_200),
        charges: [{ id: 'chi_1', kind: 'item', amount: usd(9000), itemId: 'ori_1', shipmentId: null }],
        issues: [
          {
            code: 'items.assets.FailedToDownloaded',
            message: 'The second file was late.',
            subject: 'item_2',
            url: null,
            attention: null,
          },
        ],
        shipments: [
          {
            id: 'shp_1',
            status: 'in_transit',
            carrier: 'DPD',
            service: 'DPD Next Day',
            trackingNumber: '15501234567890',
            trackingUrl: 'https://tracking.example/1',
            itemIds: ['item-1', 'item-2'],
            trackerId: 'trk_1',
            estimatedDeliveryAt: new Date('2026-03-06T00:00:00Z'),
            trackedAt: new Date('2026-03-04T09:00:00Z'),
            editedAt: new Date('2026-03-04T07:00:00Z'),
            shippedAt: new Date('2026-03-03T16:20:00Z'),
            deliveredAt: null,
            readAt: new Date('2026-03-04T08:00:00Z'),
          },
          {
            id: 'shp_2',
            status: 'exception',
            carrier: 'Royal Mail',
            service: null,
            trackingNumber: null,
            trackingUrl: null,
            itemIds: [],
            trackerId: null,
            estimatedDeliveryAt: null,
            trackedAt: null,
            editedAt: null,
            shippedAt: null,
            deliveredAt: null,
            readAt: new Date('2026-03-04T08:00:00Z'),
          },
        ],
        approvedAt: new Date('2026-03-01T09:02:13Z'),
        requestedAt: new Date('2026-03-01T09:02:12Z'),
        submittedAt: new Date('2026-03-01T09:02:14.007Z'),
        readAt: new Date('2026-03-04T08:00:00Z'),
      },
    ],
    refunds: [
      {
        id: ids.uuid(),
        scope: { kind: 'amount', amount: usd(500) },
        amount: usd(500),
        lines: [{ itemId: ids.uuid(), quantity: 1 }],
        shipping: false,
        reason: 'A scratch',
        note: 'With our apologies',
        requestedBy: 'admin:1',
        requestedAt: new Date('2026-03-04T08:30:00Z'),
      },
    ],
    refundBalance: {
      target: 800,
      cameBack: 200,
      settled: 100,
      attempts: 2,
      attempt: { number: 2, amount: 500, from: 300 },
    },
    claims: [
      {
        id: ids.uuid(),
        kind: 'claim',
        reason: 'damaged',
        description: 'A scratch in the frame',
        photos: ['https://photos.example/1.jpg'],
        lines: [],
        openedBy: 'customer:user_1',
        openedAt: new Date('2026-03-04T08:00:00Z'),
        decision: 'refund',
        note: 'We are sorry.',
        decidedBy: 'admin:1',
        decidedAt: new Date('2026-03-04T08:30:00Z'),
        refundId: null,
        fulfillmentId: null,
        recovered: usd(300),
      },
    ],
    edit: {
      id: ids.uuid(),
      tried: 'shippingMethod',
      shippingMethod: 'Express',
      metadata: { cart: 'cart_1' },
      requestedBy: 'admin:1',
      requestedAt: new Date('2026-03-04T08:45:00Z'),
    },
    metadata: { cart: 'cart_1', createdAt: 'a word of the host' },
    cancelRequest: { reason: 'Ordered twice', at: new Date('2026-03-04T09:00:00Z'), fulfillmentIds: [ids.uuid()] },
    closedAs: null,
    erasedAt: null,
    archivedAt: null,
    createdAt: new Date('2026-03-01T09:00:00Z'),
    updatedAt: new Date('2026-03-04T09:00:00Z'),
    statusChangedAt: new Date('2026-03-03T09:00:00Z'),
    ...overrides,
  }
}

/**
 * An order of a guest just after checkout began: all that can be null is null, and every list but the items is empty.
 *
 * @example
 * ```ts
 * import { unpaidOrderFixture } from '@quoin/testing'
 *
 * const order = unpaidOrderFixture({ userId: 'user_1' })
 * ```
 */
export function unpaidOrderFixture(overrides: Partial<Order> = {}): Order {
  const full = orderFixture()
  const nothing = money(0, 'USD')
  const [item] = full.items
  return {
    ...full,
    status: 'pending',
    paymentStatus: 'unpaid',
    attention: [],
    userId: null,
    email: null,
    intent: null,
    terms: { discounts: false, taxes: false },
    items: item ? [item] : [],
    shippingOptions: [],
    shippingMethod: null,
    shippingAddress: null,
    totals: {
      subtotal: money(9800, 'USD'),
      shipping: nothing,
      discount: nothing,
      tax: nothing,
      total: money(9800, 'USD'),
    },
    payment: {
      provider: 'stripe',
      checkoutId: null,
      paymentId: null,
      url: null,
      expiresAt: null,
      livemode: null,
      amountCaptured: 0,
      amountRefunded: 0,
      capturedAt: null,
      presented: null,
      dispute: null,
      underReview: false,
      fraudWarning: null,
      readAt: null,
    },
    fulfillments: [],
    refunds: [],
    refundBalance: { target: 0, cameBack: 0, settled: 0, attempts: 0, attempt: null },
    claims: [],
    edit: null,
    metadata: {},
    cancelRequest: null,
    updatedAt: full.createdAt,
    statusChangedAt: full.createdAt,
    ...overrides,
  }
}
