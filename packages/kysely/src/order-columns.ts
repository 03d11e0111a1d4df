import type { Fulfillment, Order, OrderFigures, OrderItem, Payment, Shipment } from '@quoin/core'
import type { Columns, SqlType } from './columns.ts'

// Fields are columns of the same name as in the domain, and the compiler holds them to it. Columns are all of a table.

export const orderFields = {
  id: 'uuid',
  number: 'text',
  version: 'integer',
  status: 'text',
  paymentStatus: 'text',
  attention: 'jsonb',
  userId: 'text',
  email: 'text',
  currency: 'text',
  intent: 'text',
  terms: 'jsonb',
  shippingOptions: 'jsonb',
  shippingMethod: 'text',
  shippingAddress: 'jsonb',
  totals: 'jsonb',
  refunds: 'jsonb',
  refundBalance: 'jsonb',
  claims: 'jsonb',
  edit: 'jsonb',
  metadata: 'jsonb',
  closedAs: 'text',
  erasedAt: 'timestamptz',
  archivedAt: 'timestamptz',
  createdAt: 'timestamptz',
  updatedAt: 'timestamptz',
  statusChangedAt: 'timestamptz',
} as const satisfies Record<Exclude<keyof Order, 'items' | 'payment' | 'fulfillments' | 'cancelRequest'>, SqlType>

/** What is counted of an order, beside the columns that it is put together from. */
const figureColumns = {
  copies: 'integer',
  cost: 'bigint',
  country: 'text',
  firstSubmittedAt: 'timestamptz',
  firstShippedAt: 'timestamptz',
  firstDeliveredAt: 'timestamptz',
} as const satisfies Record<keyof OrderFigures, SqlType>

export const orderColumns = {
  ...orderFields,
  archived: 'boolean',
  paymentProvider: 'text',
  checkoutId: 'text',
  checkoutUrl: 'text',
  checkoutExpiresAt: 'timestamptz',
  paymentId: 'text',
  livemode: 'boolean',
  amountCaptured: 'bigint',
  amountRefunded: 'bigint',
  capturedAt: 'timestamptz',
  presented: 'jsonb',
  dispute: 'jsonb',
  underReview: 'boolean',
  fraudWarning: 'text',
  paymentReadAt: 'timestamptz',
  cancelReason: 'text',
  cancelRequestedAt: 'timestamptz',
  cancelFulfillmentIds: 'jsonb',
  ...figureColumns,
  traceparent: 'text',
} as const satisfies Columns

/** Where a payment's fields are among the columns of its order. */
export const paymentColumns = {
  provider: 'paymentProvider',
  checkoutId: 'checkoutId',
  paymentId: 'paymentId',
  url: 'checkoutUrl',
  expiresAt: 'checkoutExpiresAt',
  livemode: 'livemode',
  amountCaptured: 'amountCaptured',
  amountRefunded: 'amountRefunded',
  capturedAt: 'capturedAt',
  presented: 'presented',
  dispute: 'dispute',
  underReview: 'underReview',
  fraudWarning: 'fraudWarning',
  readAt: 'paymentReadAt',
} as const satisfies Record<keyof Payment, keyof typeof orderColumns>

export const searchColumns = { orderId: 'uuid', terms: 'tsvector' } as const satisfies Columns

export const itemFields = {
  id: 'uuid',
  productId: 'text',
  name: 'text',
  sku: 'text',
  quantity: 'integer',
  attributes: 'jsonb',
  sizing: 'text',
  assets: 'jsonb',
} as const satisfies Record<Exclude<keyof OrderItem, 'unitPrice'>, SqlType>

export const itemColumns = {
  ...itemFields,
  orderId: 'uuid',
  position: 'integer',
  unitPriceAmount: 'bigint',
  unitPriceCurrency: 'text',
} as const satisfies Columns

export const fulfillmentFields = {
  id: 'uuid',
  provider: 'text',
  generation: 'integer',
  status: 'text',
  lines: 'jsonb',
  reason: 'text',
  replaces: 'uuid',
  approval: 'jsonb',
  idempotencyKey: 'text',
  request: 'text',
  requestHash: 'text',
  providerOrderId: 'text',
  quotedCost: 'jsonb',
  charges: 'jsonb',
  issues: 'jsonb',
  requestedAt: 'timestamptz',
  approvedAt: 'timestamptz',
  submittedAt: 'timestamptz',
  readAt: 'timestamptz',
} as const satisfies Record<Exclude<keyof Fulfillment, 'shipments'>, SqlType>

export const fulfillmentColumns = {
  ...fulfillmentFields,
  orderId: 'uuid',
  position: 'integer',
} as const satisfies Columns

export const shipmentFields = {
  id: 'text',
  status: 'text',
  carrier: 'text',
  service: 'text',
  trackingNumber: 'text',
  trackingUrl: 'text',
  itemIds: 'jsonb',
  trackerId: 'text',
  estimatedDeliveryAt: 'timestamptz',
  trackedAt: 'timestamptz',
  editedAt: 'timestamptz',
  shippedAt: 'timestamptz',
  deliveredAt: 'timestamptz',
  readAt: 'timestamptz',
} as const satisfies Record<keyof Shipment, SqlType>

export const shipmentColumns = {
  ...shipmentFields,
  fulfillmentId: 'uuid',
  position: 'integer',
} as const satisfies Columns
