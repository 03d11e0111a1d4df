import { multiplyMoney } from '@quoin/core'
import { allocate } from './allocate.ts'
import { withDetails, withIssues } from './order-change.ts'
import { taxOn, toCost, totalCost, unitPrice } from './prices.ts'
import type { Charge, Issue } from './prodigi-order.ts'
import type { Shop } from './shop.ts'
import type { SimulatedOrder, Step } from './simulated-order.ts'

/** Labs are chosen: parcels and charges appear. */
export function allocateLabs(order: SimulatedOrder, _at: Date, { catalogue, currency, ids }: Shop): Step {
  const { body, plan } = order
  const country = body.recipient.address.countryCode
  const lines = body.items.flatMap(({ id, sku, copies }) => {
    const product = catalogue.find(sku)
    return product ? [{ id, product, copies }] : []
  })
  const unavailable = plan.itemUnavailable
    ? body.items[0]
    : body.items.find(({ sku }) => catalogue.find(sku)?.shipsTo.includes(country) !== true)
  if (unavailable) {
    const errorCode = 'order.items.ItemUnavailable'
    const description = `Item '${unavailable.id}' (${unavailable.sku}) is unavailable`
    const issue: Issue = { objectId: unavailable.id, errorCode, description, authorisationDetails: null }
    return { order: withDetails(withIssues(order, [issue]), { allocateProductionLocation: 'Error' }), tells: [] }
  }
  const parcels = allocate(lines, { country, method: body.shippingMethod, currency }, plan.parcels)
  const shipments = parcels.map((parcel) => ({
    id: ids.next('shp'),
    dispatchDate: null,
    carrier: parcel.carrier,
    fulfillmentLocation: parcel.fulfillmentLocation,
    tracking: null,
    items: parcel.lines.flatMap((index) => (lines[index] ? [{ itemId: lines[index].id }] : [])),
    status: 'Processing' as const,
  }))
  const costs = [
    ...parcels.map((parcel, index) => ({
      itemId: null,
      shipmentId: shipments[index]?.id ?? null,
      cost: parcel.shipping,
      chargeType: 'Shipping' as const,
    })),
    ...lines.map(({ id, product, copies }) => ({
      itemId: id,
      shipmentId: null,
      cost: multiplyMoney(unitPrice(product, currency), copies),
      chargeType: 'Item' as const,
    })),
  ]
  const taxes = costs.map(({ cost }) => taxOn(cost, country))
  const charge: Charge = {
    id: ids.next('chg'),
    prodigiInvoiceNumber: null,
    totalCost: totalCost([...costs.map(({ cost }) => cost), ...taxes], currency),
    totalTax: totalCost(taxes, currency),
    items: costs.map((item) => ({ id: ids.next('chi'), ...item, cost: toCost(item.cost) })),
  }
  const allocated = withDetails(order, {
    allocateProductionLocation: 'Complete',
    printReadyAssetsPrepared: 'InProgress',
  })
  return { order: { ...allocated, body: { ...allocated.body, shipments, charges: [charge] } }, tells: [] }
}
