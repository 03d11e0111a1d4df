import type { Fulfillment } from '../fulfillment/fulfillment.ts'
import type { Shipment } from '../fulfillment/shipment.ts'
import { hasLeft, isSent } from './derive-order-status.ts'
import type { Order } from './order.ts'
import type { OrderLine } from './refund.ts'

/** All lines of an order, with all their copies. */
export function allLines({ items }: Pick<Order, 'items'>): OrderLine[] {
  return items.map(({ id, quantity }) => ({ itemId: id, quantity }))
}

/**
 * The first line that names an item which is not there, or, with the lines before it, more copies than there are; null when
 * all of them are there.
 */
export function faultyLine(
  lines: readonly OrderLine[],
  there: readonly OrderLine[],
): { readonly itemId: string; readonly path: string } | null {
  const left = new Map(there.map(({ itemId, quantity }) => [itemId, quantity]))
  for (const [index, { itemId, quantity }] of lines.entries()) {
    const copies = left.get(itemId)
    if (copies === undefined) return { itemId, path: `lines[${index}].itemId` }
    const isThere = Number.isSafeInteger(quantity) && quantity >= 1 && quantity <= copies
    if (!isThere) return { itemId, path: `lines[${index}].quantity` }
    left.set(itemId, copies - quantity)
  }
  return null
}

/** One line for each item. */
export function sumLines(lines: readonly OrderLine[]): OrderLine[] {
  const quantities = new Map<string, number>()
  for (const { itemId, quantity } of lines) quantities.set(itemId, (quantities.get(itemId) ?? 0) + quantity)
  return [...quantities].map(([itemId, quantity]) => ({ itemId, quantity }))
}

/** What has left, at most at once: copies that were never printed, or never sent, are not in it. */
export function sentLines(order: Pick<Order, 'items' | 'fulfillments'>): OrderLine[] {
  const sent = order.fulfillments.filter(hasLeft).flatMap(linesSentIn)
  return allLines(order).flatMap(({ itemId }) => {
    const quantity = Math.max(0, ...sent.map((line) => (line.itemId === itemId ? line.quantity : 0)))
    return quantity > 0 ? [{ itemId, quantity }] : []
  })
}

/** As well as parcels tell. An item of which some copies are in a sent parcel and others in none counts as sent. */
function linesSentIn({ status, lines, shipments }: Fulfillment): readonly OrderLine[] {
  const isOut = (s: Shipment): boolean => isSent(s) || (status === 'shipped' && s.status !== 'cancelled')
  const out = shipments.filter(isOut)
  const inParcels = out.flatMap(({ itemIds }) => itemIds)
  const keptBack = shipments.filter((s) => !isOut(s)).flatMap(({ itemIds }) => itemIds)
  const restLeft = status === 'shipped' || out.length === 0 || out.some(({ itemIds }) => itemIds.length === 0)
  return lines.filter(({ itemId }) => inParcels.includes(itemId) || (restLeft && !keptBack.includes(itemId)))
}

/** What was bought and is not refunded line by line: what is still to be printed. */
export function linesToPrint(order: Pick<Order, 'items' | 'refunds'>): OrderLine[] {
  return withoutLines(allLines(order), sumLines(order.refunds.flatMap((refund) => refund.lines)))
}

/** What is left of some lines without others; lines of which nothing is left are gone. */
export function withoutLines(lines: readonly OrderLine[], taken: readonly OrderLine[]): OrderLine[] {
  return lines
    .map(({ itemId, quantity }) => {
      const less = taken.find((line) => line.itemId === itemId)?.quantity ?? 0
      return { itemId, quantity: Math.max(0, quantity - less) }
    })
    .filter(({ quantity }) => quantity > 0)
}

/**
 * What was bought, is not refunded, and is in no print and no parcel any more, because the provider cancelled it. An item
 * of which some copies are in a cancelled parcel and others in another counts as going: how many, nobody says.
 */
export function cancelledLines(order: Pick<Order, 'items' | 'fulfillments' | 'refunds'>): OrderLine[] {
  const cancelled = order.fulfillments.flatMap((f) => linesCancelledIn(f))
  const going = order.fulfillments.flatMap((f) => withoutLines(f.lines, linesCancelledIn(f)))
  const refunded = order.refunds.flatMap((refund) => refund.lines)
  const dropped = allLines(order).filter(({ itemId }) => cancelled.some((line) => line.itemId === itemId))
  return withoutLines(dropped, sumLines([...going, ...refunded]))
}

function linesCancelledIn({ status, lines, shipments }: Fulfillment): readonly OrderLine[] {
  const inParcels = (cancelled: boolean): string[] =>
    shipments.filter((s) => (s.status === 'cancelled') === cancelled).flatMap((s) => s.itemIds)
  if (status === 'cancelled' && shipments.every((s) => s.status === 'cancelled')) return lines
  const going = inParcels(false)
  const stopped = inParcels(true).filter((itemId) => !going.includes(itemId))
  return lines.filter(({ itemId }) => stopped.includes(itemId))
}
