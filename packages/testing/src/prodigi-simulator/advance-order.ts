import { allocateLabs } from './allocate-labs.ts'
import { finishDownload, startDownload } from './download-assets.ts'
import { writeInstant } from './instant.ts'
import { withDetails } from './order-change.ts'
import type { ProdigiOrder } from './prodigi-order.ts'
import type { Shop } from './shop.ts'
import type { SimulatedOrder, Step } from './simulated-order.ts'

const blocking: readonly string[] = [
  'RequiresPaymentAuthorisation',
  'order.items.assets.FailedToDownloaded',
  'order.items.ItemUnavailable',
]

const steps = { startDownload, finishDownload, allocateLabs, prepareForPrint, startProduction, ship, complete }

/** The next step of an order on its own: which one is read off the order itself. Null when nothing moves it. */
export function nextStep({ body, held, downloads }: SimulatedOrder): keyof typeof steps | null {
  const { stage, issues, details } = body.status
  if (held || stage === 'Complete' || stage === 'Cancelled') return null
  if (issues.some(({ errorCode }) => blocking.includes(errorCode))) return null
  if (details.downloadAssets === 'NotStarted') return 'startDownload'
  if (details.downloadAssets !== 'Complete') return downloads === 'under_way' ? null : 'finishDownload'
  if (details.allocateProductionLocation !== 'Complete') return 'allocateLabs'
  if (details.printReadyAssetsPrepared !== 'Complete') return 'prepareForPrint'
  if (details.inProduction === 'NotStarted') return 'startProduction'
  if (body.shipments.some(({ status }) => status === 'Processing')) return 'ship'
  return 'complete'
}

/** Moves an order by one step. An order that nothing moves is given back as it was. */
export function advanceOrder(order: SimulatedOrder, at: Date, shop: Shop): Step {
  const step = nextStep(order)
  if (step === null) return { order, tells: [] }
  const moved = steps[step](order, at, shop)
  return { ...moved, order: { ...moved.order, movedAt: at } }
}

function prepareForPrint(order: SimulatedOrder): Step {
  return { order: withDetails(order, { printReadyAssetsPrepared: 'Complete' }), tells: [] }
}

function startProduction(order: SimulatedOrder): Step {
  return { order: withDetails(order, { inProduction: 'InProgress' }), tells: [] }
}

/** One parcel leaves. Production stays in progress until all have. */
function ship(order: SimulatedOrder, at: Date, { ids }: Shop): Step {
  const next = order.body.shipments.find(({ status }) => status === 'Processing')
  const number = ids.trackingNumber()
  const tracking = { number, url: `https://www.royalmail.com/portal/rm/track?trackNumber=${number}` }
  const moved = withDetails(order, { shipping: 'InProgress' })
  const body: ProdigiOrder = {
    ...moved.body,
    shipments: moved.body.shipments.map((shipment) =>
      shipment.id === next?.id
        ? {
            ...shipment,
            status: 'Shipped',
            dispatchDate: writeInstant(at),
            tracking: order.plan.tracked === false ? null : tracking,
          }
        : shipment,
    ),
  }
  return { order: { ...moved, body }, tells: [{ type: 'shipments.shipment#Complete', body }] }
}

function complete(order: SimulatedOrder): Step {
  const moved = withDetails(order, { inProduction: 'Complete', shipping: 'Complete' })
  const body: ProdigiOrder = { ...moved.body, status: { ...moved.body.status, stage: 'Complete' } }
  return { order: { ...moved, body }, tells: [{ type: 'status.stage.changed#Complete', body }] }
}
