import { multiplyMoney } from '@quoin/core'
import { type CostRow, makeCharge } from './order-costs.ts'
import { fromCost } from './prices.ts'
import type { Charge, ProdigiOrder, Shipment } from './prodigi-order.ts'
import type { Shop } from './shop.ts'

/** Gives back what a parcel cost that is not sent: the sending, and what would have been in it. */
export function refundParcel({ charges, recipient }: ProdigiOrder, parcel: Shipment, shop: Shop): Charge {
  const itemIds = parcel.items.map(({ itemId }) => itemId)
  const rows = charges
    .flatMap(({ items }) => items)
    .filter(({ shipmentId, itemId }) => shipmentId === parcel.id || (itemId !== null && itemIds.includes(itemId)))
    .map(({ shipmentId, itemId, cost }): CostRow => {
      return { itemId, shipmentId, cost: multiplyMoney(fromCost(cost), -1), chargeType: 'Refund' }
    })
  return makeCharge(rows, { country: recipient.address.countryCode, currency: shop.currency, ids: shop.ids })
}
