import { money } from '../../money/money.ts'
import type { FulfillmentSubmission } from '../fulfillment-provider.ts'

/** Two canvases to Hollywood. */
export const submission: FulfillmentSubmission = {
  merchantReference: 'A-1001',
  idempotencyKey: 'key-1',
  shippingMethod: 'Standard',
  recipient: {
    name: 'Ada Canary',
    line1: '1 Canary Street',
    line2: null,
    city: 'Hollywood',
    state: 'CA',
    postalCode: '90210',
    country: 'US',
    phone: null,
    email: 'ada.canary@example.com',
  },
  items: [
    {
      id: 'item-1',
      productId: 'canvas-10x10',
      name: 'Canvas',
      sku: 'GLOBAL-CAN-10X10',
      quantity: 2,
      unitPrice: money(4905, 'USD'),
      attributes: { wrap: 'ImageWrap', edge: '38mm' },
      sizing: 'fit',
      assets: [
        { printArea: 'default', url: 'https://example.com/a.jpg', md5Hash: 'daa1c811c6038e718a23f0d816914b7b' },
        { printArea: 'back', url: 'https://example.com/b.jpg', md5Hash: null },
      ],
    },
  ],
  callbackUrl: 'https://shop.example/api/webhooks/prodigi?token=t',
  metadata: { orderId: '0198', fulfillmentId: '0199' },
}
