import { type Attention, type Fulfillment, money, type Order, type Shipment } from '@quoin/core'
import { orderFixture } from '../order-fixture.ts'
import { idOf, momentOf, orderNumberOf, startAt } from './program-names.ts'
import type { OrderWrite } from './storage-operation.ts'

const full = orderFixture()

/** The order that a write makes of the one before it, or of nothing. */
export function nextOrder(write: OrderWrite, before: Order | undefined, version: number): Order {
  const base = write.expect === 'new' || !before ? newOrder(write) : before
  const { status, paymentStatus, archived, userId, email, attention, checkout, payment, print, parcel } = write
  return {
    ...base,
    version,
    updatedAt: momentOf(write.updatedAt),
    ...(status !== undefined && { status }),
    ...(paymentStatus !== undefined && { paymentStatus }),
    ...(archived !== undefined && { archivedAt: archived ? momentOf(write.updatedAt) : null }),
    ...(userId !== undefined && { userId }),
    ...(email !== undefined && { email }),
    ...(attention && { attention: attention.map(attentionOf) }),
    payment: {
      ...base.payment,
      ...(checkout !== undefined && { checkoutId: checkout === null ? null : `cs_${checkout}` }),
      ...(payment !== undefined && { paymentId: payment === null ? null : `pi_${payment}` }),
    },
    fulfillments: withParcel(withPrint(base, write.order, print), parcel),
  }
}

function newOrder({ order, number, createdAt }: OrderWrite): Order {
  return {
    ...full,
    id: idOf('order', order),
    number: orderNumberOf(number),
    createdAt: momentOf(createdAt),
    items: full.items.map((item, index) => ({ ...item, id: idOf('item', order * 10 + index) })),
    attention: [],
    payment: { ...full.payment, checkoutId: null, paymentId: null },
    fulfillments: [],
  }
}

function attentionOf(code: Attention['code']): Attention {
  return { code, subject: null, message: 'A person is asked for.', path: null, url: null, since: startAt }
}

function withPrint({ fulfillments }: Order, order: number, print: number | null | undefined): readonly Fulfillment[] {
  const [pattern] = full.fulfillments
  if (print === undefined || !pattern) return fulfillments
  const id = idOf('print', order * 100 + fulfillments.length)
  const added: Fulfillment = {
    ...pattern,
    id,
    generation: fulfillments.length + 1,
    idempotencyKey: `${order}-${fulfillments.length}`,
    providerOrderId: print === null ? null : `ord_${print}`,
    quotedCost: money(100 + fulfillments.length, 'USD'),
    shipments: [],
  }
  return [...fulfillments, added]
}

function withParcel(fulfillments: readonly Fulfillment[], parcel: number | null | undefined): readonly Fulfillment[] {
  const last = fulfillments.at(-1)
  const pattern = full.fulfillments[0]?.shipments[0]
  if (parcel === undefined || !last || !pattern) return fulfillments
  const added: Shipment = {
    ...pattern,
    id: `shp_${last.shipments.length}`,
    trackerId: parcel === null ? null : `trk_${parcel}`,
  }
  return [...fulfillments.slice(0, -1), { ...last, shipments: [...last.shipments, added] }]
}
