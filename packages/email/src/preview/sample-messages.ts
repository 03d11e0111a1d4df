import { type Alert, money, type Notification, type NotificationType, type Order } from '@quoin/core'
import { sampleOrder, sampleParcel, samplePrint } from './sample-order.ts'

/** A mail to look at. */
export interface SampleMessage {
  /** Fit for a file's name. */
  readonly name: string
  readonly notification: Notification
  readonly order: Order
}

function sample(
  name: string,
  type: NotificationType,
  changes: Partial<Order> = {},
  shipmentId: string | null = null,
): SampleMessage {
  const order = { ...sampleOrder, ...changes }
  const notification: Notification = {
    id: `sample-${name}`,
    key: `${type}:${order.id}:${samplePrint.id}`,
    type,
    orderId: order.id,
    orderNumber: order.number,
    userId: null,
    shipmentId,
    createdAt: order.updatedAt,
    readAt: null,
  }
  return { name, notification, order }
}

const { payment, refundBalance } = sampleOrder
const untracked = {
  ...sampleParcel,
  carrier: null,
  service: null,
  trackingNumber: null,
  trackingUrl: null,
  estimatedDeliveryAt: null,
}
const firstOfTwo = { ...sampleParcel, itemIds: ['dunes'] }
const secondOfTwo = { ...sampleParcel, id: 'shp_2', status: 'processing', itemIds: ['harbour'] } as const
const reprint = { ...samplePrint, id: 'print-2', generation: 2, lines: [{ itemId: 'harbour', quantity: 1 }] }
const replacement = { ...sampleParcel, id: 'shp_3', itemIds: ['harbour'] }
const apology = {
  id: 'refund-1',
  scope: { kind: 'amount', amount: money(3_000, 'USD') },
  amount: money(3_000, 'USD'),
  lines: [],
  shipping: false,
  reason: 'A scratch',
  note: 'We are sorry about the scratch in the frame. Thank you for the photo.',
  requestedBy: 'admin:1',
  requestedAt: sampleOrder.createdAt,
} as const

/** Every message, and the cases that read differently. */
export const sampleMessages: readonly SampleMessage[] = [
  sample('order_confirmed', 'order_confirmed'),
  sample('order_confirmed-abroad', 'order_confirmed', { payment: { ...payment, presented: money(29_150, 'GBP') } }),
  sample('order_in_production', 'order_in_production'),
  sample('order_shipped', 'order_shipped', {}, 'shp_1'),
  sample(
    'order_shipped-part',
    'order_shipped',
    { status: 'partially_shipped', fulfillments: [{ ...samplePrint, shipments: [firstOfTwo, secondOfTwo] }] },
    'shp_1',
  ),
  sample(
    'order_shipped-untracked',
    'order_shipped',
    { fulfillments: [{ ...samplePrint, shipments: [untracked] }] },
    'shp_1',
  ),
  sample(
    'order_shipped-replacement',
    'order_shipped',
    { fulfillments: [samplePrint, { ...reprint, shipments: [replacement] }] },
    'shp_3',
  ),
  sample('order_delivered', 'order_delivered'),
  sample('order_cancelled', 'order_cancelled', { refundBalance: { ...refundBalance, target: 38_340 } }),
  sample('order_cancelled-unpaid', 'order_cancelled', { payment: { ...payment, amountCaptured: 0, capturedAt: null } }),
  sample('order_refunded', 'order_refunded', { payment: { ...payment, amountRefunded: 38_340 } }),
  sample('order_refunded-part', 'order_refunded', {
    payment: { ...payment, amountRefunded: 3_000 },
    refunds: [apology],
  }),
  sample('action_needed-address', 'action_needed', {
    userId: 'ada',
    fulfillments: [],
    shippingAddress: sampleOrder.shippingAddress && { ...sampleOrder.shippingAddress, line1: '', line2: null },
  }),
  sample('action_needed-parcel', 'action_needed', {}, 'shp_1'),
  sample('payment_failed', 'payment_failed', { payment: { ...payment, amountCaptured: 0, capturedAt: null } }),
]

const alert: Alert = {
  id: 'sample-alert',
  key: 'sample-alert',
  state: 'firing',
  severity: 'critical',
  code: 'submission_rejected',
  message: 'The print provider refuses the order: items[0].sku is not known.',
  orderId: sampleOrder.id,
  orderNumber: sampleOrder.number,
  facts: { subject: 'print-1', path: 'items[0].sku' },
  at: sampleOrder.updatedAt,
}

/** What the shop's people get. */
export const sampleAlerts: readonly { readonly name: string; readonly alert: Alert }[] = [
  { name: 'alert', alert },
  { name: 'alert-resolved', alert: { ...alert, state: 'resolved' } },
]
