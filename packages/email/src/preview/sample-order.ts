import { type Fulfillment, type Money, money, type Order, type OrderItem, type Shipment } from '@quoin/core'

const day = (date: number, hour = 9): Date => new Date(Date.UTC(2026, 2, date, hour))
const usd = (amount: number): Money => money(amount, 'USD')

function item(id: string, name: string, price: number, quantity: number): OrderItem {
  const asset = { printArea: 'default', url: 'https://shop.example/art.jpg', md5Hash: null }
  const product = { productId: id, sku: 'GLOBAL-FAP-16X24', attributes: {}, sizing: 'fill', assets: [asset] } as const
  return { ...product, id, name, quantity, unitPrice: usd(price) }
}

export const sampleItems: readonly OrderItem[] = [
  item('dunes', 'Dunes at first light, fine art print, 16 × 24 in', 6_900, 2),
  item('harbour', 'Harbour in fog, framed in black oak, 20 × 28 in', 18_900, 1),
]

export const sampleParcel: Shipment = {
  id: 'shp_1',
  status: 'shipped',
  carrier: 'Royal Mail',
  service: 'Royal Mail Tracked 48',
  trackingNumber: 'RM 1234 5678 9GB',
  trackingUrl: 'https://tracking.example/RM123456789GB',
  itemIds: ['dunes', 'harbour'],
  trackerId: null,
  estimatedDeliveryAt: day(9, 0),
  trackedAt: null,
  shippedAt: day(5),
  deliveredAt: null,
  editedAt: null,
  readAt: day(5),
}

export const samplePrint: Fulfillment = {
  id: 'print-1',
  provider: 'prodigi',
  generation: 1,
  status: 'shipped',
  lines: sampleItems.map(({ id, quantity }) => ({ itemId: id, quantity })),
  reason: null,
  replaces: null,
  approval: null,
  idempotencyKey: 'print-1',
  request: null,
  requestHash: null,
  providerOrderId: 'ord_1',
  quotedCost: null,
  charges: [],
  issues: [],
  shipments: [sampleParcel],
  requestedAt: day(2),
  approvedAt: null,
  submittedAt: day(2),
  readAt: day(5),
}

/** An order of two lines that is paid and sent in one parcel. */
export const sampleOrder: Order = {
  id: '0198c5a0-7d51-7c3e-9d3f-1f0f7a7a0001',
  number: '7KQ2M-X9RTA',
  version: 7,
  status: 'shipped',
  paymentStatus: 'paid',
  attention: [],
  userId: null,
  email: 'ada@shop.example',
  currency: 'USD',
  intent: null,
  terms: { discounts: true, taxes: true },
  items: sampleItems,
  shippingOptions: [{ method: 'Standard', displayName: 'Standard', price: usd(1_250), cost: null }],
  shippingMethod: 'Standard',
  shippingAddress: {
    name: 'Ada Lovelace',
    line1: '12 St James’s Square',
    line2: 'Flat 3',
    city: 'London',
    state: null,
    postalCode: 'SW1Y 4JH',
    country: 'GB',
    phone: null,
  },
  totals: { subtotal: usd(32_700), shipping: usd(1_250), discount: usd(2_000), tax: usd(6_390), total: usd(38_340) },
  payment: {
    provider: 'stripe',
    checkoutId: null,
    paymentId: null,
    url: null,
    expiresAt: null,
    livemode: true,
    amountCaptured: 38_340,
    amountRefunded: 0,
    capturedAt: day(2),
    presented: null,
    dispute: null,
    underReview: false,
    fraudWarning: null,
    readAt: day(2),
  },
  fulfillments: [samplePrint],
  refunds: [],
  refundBalance: { target: 0, cameBack: 0, settled: 0, attempts: 0, attempt: null },
  claims: [],
  edit: null,
  metadata: {},
  cancelRequest: null,
  closedAs: null,
  erasedAt: null,
  archivedAt: null,
  createdAt: day(2),
  updatedAt: day(5),
  statusChangedAt: day(5),
}
