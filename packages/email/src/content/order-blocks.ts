import { type Money, multiplyMoney, type Order, type OrderItem, type ShippingAddress } from '@quoin/core'
import type { EmailLocale } from '../locale/email-locale.ts'
import { formatDay, formatMoney } from '../locale/format.ts'
import { addressLines } from './address-lines.ts'
import type { ContentBlock, ContentFact, ContentLine } from './email-content.ts'
import type { NotifiedParcel } from './parcel-of.ts'

/** The picture of an item; null: none. */
export type ItemImage = (item: OrderItem) => string | null

/** What was bought, and what it costs. */
export function receiptBlock(order: Order, { tag, copy: { labels } }: EmailLocale, imageOf: ItemImage): ContentBlock {
  const { subtotal, shipping, discount, tax, total } = order.totals
  const { presented } = order.payment
  const sum = (label: string, value: Money, isTotal = false) => ({ label, value: formatMoney(tag, value), isTotal })
  const shippingName = order.shippingOptions.find(({ method }) => method === order.shippingMethod)?.displayName
  const shippingLabel = shippingName ? `${labels.shipping} (${shippingName})` : labels.shipping
  return {
    kind: 'lines',
    title: labels.yourOrder(order.number),
    lines: order.items.map((item) => ({
      name: item.name,
      quantity: item.quantity,
      price: formatMoney(tag, multiplyMoney(item.unitPrice, item.quantity)),
      imageUrl: imageOf(item),
    })),
    sums: [
      sum(labels.subtotal, subtotal),
      sum(shippingLabel, shipping),
      ...(discount.amount > 0 ? [sum(labels.discount, { ...discount, amount: -discount.amount })] : []),
      ...(tax.amount > 0 ? [sum(labels.tax, tax)] : []),
      sum(labels.total, total, true),
      ...(presented ? [sum(labels.charged, presented)] : []),
    ],
  }
}

/** What was bought, in short. */
export function itemsBlock(order: Order, { copy: { labels } }: EmailLocale, imageOf: ItemImage): ContentBlock {
  const lines = order.items.map((item) => lineOf(item, item.quantity, imageOf))
  return { kind: 'lines', title: labels.yourOrder(order.number), lines, sums: [] }
}

/** Where it goes; nothing while that is not known. */
export function addressBlocks(address: ShippingAddress | null, { tag, copy: { labels } }: EmailLocale): ContentBlock[] {
  return address ? [{ kind: 'address', title: labels.shipsTo, lines: addressLines(tag, address) }] : []
}

/** A parcel: how to follow it, and what is in it as far as that is known. */
export function parcelBlocks(
  order: Order,
  parcel: NotifiedParcel,
  { tag, copy: { labels } }: EmailLocale,
  imageOf: ItemImage,
): ContentBlock[] {
  const { carrier, service, trackingNumber, estimatedDeliveryAt } = parcel.shipment
  const facts: ContentFact[] = [
    ...fact(labels.carrier, carrierName(carrier, service)),
    ...fact(labels.trackingNumber, trackingNumber),
    ...fact(labels.expected, estimatedDeliveryAt && formatDay(tag, estimatedDeliveryAt)),
  ]
  const lines = linesIn(order, parcel, imageOf)
  return [
    ...(facts.length > 0 ? [{ kind: 'facts', title: labels.parcel, facts } as const] : []),
    ...(lines.length > 0 ? [{ kind: 'lines', title: labels.inThisParcel, lines, sums: [] } as const] : []),
  ]
}

function linesIn(order: Order, { fulfillment, shipment }: NotifiedParcel, imageOf: ItemImage): ContentLine[] {
  const others = fulfillment.shipments.filter(({ id, status }) => id !== shipment.id && status !== 'cancelled')
  const isOnly = others.length === 0
  return fulfillment.lines.flatMap(({ itemId, quantity }) => {
    const item = order.items.find(({ id }) => id === itemId)
    const isIn = shipment.itemIds.includes(itemId) || (isOnly && shipment.itemIds.length === 0)
    if (!item || !isIn) return []
    // How many copies of a line are in each of several parcels, no provider says.
    const isShared = others.some(({ itemIds }) => itemIds.includes(itemId))
    return [lineOf(item, isShared ? null : quantity, imageOf)]
  })
}

function lineOf(item: OrderItem, quantity: number | null, imageOf: ItemImage): ContentLine {
  return { name: item.name, quantity, price: null, imageUrl: imageOf(item) }
}

/** `DPD`, `DPD Next Day`, or `DPD, Next Day`: services often have the carrier's name in theirs. */
function carrierName(carrier: string | null, service: string | null): string | null {
  if (!carrier || !service) return carrier ?? service
  return service.toLowerCase().includes(carrier.toLowerCase()) ? service : `${carrier}, ${service}`
}

function fact(label: string, value: string | null): ContentFact[] {
  return value ? [{ label, value }] : []
}
