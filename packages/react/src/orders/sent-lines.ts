import type { ClientOrder } from '@quoin/http/client'

type Fulfillment = ClientOrder['fulfillments'][number]

/** A line of which something was sent. */
export interface SentLine {
  readonly itemId: string
  readonly name: string
  /** Copies. */
  readonly quantity: number
}

/** What has left the print shop, as well as parcels tell: what can be claimed. */
export function sentLinesOf({ items, fulfillments }: ClientOrder): readonly SentLine[] {
  const sent = fulfillments.flatMap(linesSentIn)
  return items.flatMap(({ id, name }) => {
    const quantity = Math.max(0, ...sent.map((line) => (line.itemId === id ? line.quantity : 0)))
    return quantity > 0 ? [{ itemId: id, name, quantity }] : []
  })
}

/** A parcel that does not say what is in it may hold all that no other holds. */
function linesSentIn({ status, lines, shipments }: Fulfillment): Fulfillment['lines'] {
  const left = shipments.filter((shipment) => shipment.status !== 'processing' && shipment.status !== 'cancelled')
  if (left.length === 0) return status === 'shipped' ? lines : []
  const named = left.flatMap(({ itemIds }) => itemIds)
  const waiting = shipments.filter((shipment) => !left.includes(shipment)).flatMap(({ itemIds }) => itemIds)
  const isUnsaid = left.some(({ itemIds }) => itemIds.length === 0)
  return lines.filter(({ itemId }) => named.includes(itemId) || (isUnsaid && !waiting.includes(itemId)))
}
