import { allocate } from './allocate.ts'
import { withDetails, withIssues } from './order-change.ts'
import { type CostRow, makeCharge, orderCosts } from './order-costs.ts'
import type { Issue, Shipment } from './prodigi-order.ts'
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
  const shipments = parcels.map(
    (parcel): Shipment => ({
      id: ids.next('shp'),
      dispatchDate: null,
      carrier: parcel.carrier,
      fulfillmentLocation: parcel.fulfillmentLocation,
      tracking: null,
      items: parcel.lines.flatMap((index) => (lines[index] ? [{ itemId: lines[index].id }] : [])),
      status: 'Processing',
    }),
  )
  const costs = orderCosts(lines, parcels, { currency, branding: body.branding })
  const rows: CostRow[] = [
    ...costs.shipping.map((cost, index) => {
      return { itemId: null, shipmentId: shipments[index]?.id ?? null, cost, chargeType: 'Shipping' as const }
    }),
    ...costs.items.map((cost, index) => {
      return { itemId: lines[index]?.id ?? null, shipmentId: null, cost, chargeType: 'Item' as const }
    }),
    ...costs.branding.map((cost) => ({ itemId: null, shipmentId: null, cost, chargeType: 'Other' as const })),
  ]
  const charges = [makeCharge(rows, { country, currency, ids })]
  const allocated = withDetails(order, {
    allocateProductionLocation: 'Complete',
    printReadyAssetsPrepared: 'InProgress',
  })
  return { order: { ...allocated, body: { ...allocated.body, shipments, charges } }, tells: [] }
}
