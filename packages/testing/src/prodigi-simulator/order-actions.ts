import { writeFineInstant } from './instant.ts'
import { toCost } from './prices.ts'
import type { Charge, ProdigiOrder, Recipient, Shipment, ShippingMethod } from './prodigi-order.ts'
import { refundParcel } from './refund-parcel.ts'
import type { Shop } from './shop.ts'
import type { SimulatedOrder, Step } from './simulated-order.ts'

/** What came of an action. HTTP says 200 whatever the outcome. */
export interface ActionResult extends Step {
  readonly outcome:
    | 'Cancelled'
    | 'FailedToCancel'
    | 'Updated'
    | 'PartiallyUpdated'
    | 'FailedToUpdate'
    | 'ActionNotAvailable'
  readonly updateResults?: readonly UpdateResult[]
}

export interface UpdateResult {
  readonly shipmentId: string
  readonly successful: boolean
  readonly errorCode: string | null
  readonly description: string | null
}

/** Whether production has not begun: until then an order can be cancelled and changed. */
export function isOpen({ status }: ProdigiOrder): boolean {
  return status.stage !== 'Complete' && status.stage !== 'Cancelled' && status.details.inProduction === 'NotStarted'
}

export function cancelOrder(order: SimulatedOrder, at: Date, shop: Shop): ActionResult {
  const { body, plan } = order
  if (!isOpen(body)) return { outcome: 'ActionNotAvailable', order, tells: [] }
  if (plan.cancel === 'fails') return { outcome: 'FailedToCancel', order, tells: [] }
  const [first, ...others] = body.shipments
  if (plan.cancel === 'partial' && first && others.length > 0) return cancelOnly(first, others, order, at, shop)
  const shipments = body.shipments.map(stopped)
  const nothing = toCost({ amount: 0, currency: shop.currency })
  const charges = body.charges.map(
    (charge): Charge => ({ ...charge, totalCost: nothing, totalTax: nothing, items: [] }),
  )
  const status = { ...body.status, stage: 'Cancelled' as const }
  const cancelled = touched(order, { ...body, shipments, charges, status }, at, shop)
  return {
    outcome: 'Cancelled',
    order: cancelled,
    tells: [{ type: 'status.stage.changed#Cancelled', body: cancelled.body }],
  }
}

/** Stops one parcel. The outcome's word for this is not documented; the stage and the parcels tell. */
function cancelOnly(
  first: Shipment,
  others: readonly Shipment[],
  order: SimulatedOrder,
  at: Date,
  shop: Shop,
): ActionResult {
  if (first.status === 'Cancelled') return { outcome: 'FailedToCancel', order, tells: [] }
  const { body } = order
  const changed = {
    ...body,
    shipments: [stopped(first), ...others],
    charges: [...body.charges, refundParcel(body, first, shop)],
  }
  return { outcome: 'Cancelled', order: touched(order, changed, at, shop), tells: [] }
}

function stopped(shipment: Shipment): Shipment {
  return { ...shipment, status: 'Cancelled' }
}

export function updateShippingMethod(
  order: SimulatedOrder,
  shippingMethod: ShippingMethod,
  at: Date,
  shop: Shop,
): ActionResult {
  return update(order, { shippingMethod }, at, shop)
}

export function updateRecipient(order: SimulatedOrder, recipient: Recipient, at: Date, shop: Shop): ActionResult {
  return update(order, { recipient }, at, shop)
}

/** Works at any time, and replaces all of it. */
export function updateMetadata(
  order: SimulatedOrder,
  metadata: Readonly<Record<string, unknown>>,
  at: Date,
  shop: Shop,
): ActionResult {
  return { outcome: 'Updated', order: touched(order, { ...order.body, metadata }, at, shop), tells: [] }
}

function update(order: SimulatedOrder, change: Partial<ProdigiOrder>, at: Date, shop: Shop): ActionResult {
  const { body, plan } = order
  if (!isOpen(body)) return { outcome: 'ActionNotAvailable', order, tells: [] }
  const updateResults = body.shipments.map(({ id }, index): UpdateResult => {
    const successful = plan.updates === 'partial' ? index === 0 : plan.updates !== 'fails'
    return {
      shipmentId: id,
      successful,
      errorCode: successful ? null : 'order.shipments.notAvailable',
      description: successful ? null : `Shipment '${id}' can no longer be changed`,
    }
  })
  if (plan.updates === 'fails') return { outcome: 'FailedToUpdate', order, tells: [], updateResults }
  const outcome = updateResults.every(({ successful }) => successful) ? 'Updated' : 'PartiallyUpdated'
  return { outcome, order: touched(order, { ...body, ...change }, at, shop), tells: [], updateResults }
}

function touched(order: SimulatedOrder, body: ProdigiOrder, at: Date, { ids }: Shop): SimulatedOrder {
  return { ...order, body: { ...body, lastUpdated: writeFineInstant(at, ids.ticks()) } }
}
