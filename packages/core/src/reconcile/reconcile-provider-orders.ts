import type { Engine } from '../engine.ts'
import type { Fulfillment } from '../fulfillment/fulfillment.ts'
import type { ListedFulfillment } from '../fulfillment/fulfillment-provider.ts'
import { refuseSubmission } from '../order/decide-submission.ts'
import { holdingAttention } from '../order/decision.ts'
import { effectJob } from '../order/effect-job.ts'
import type { Order } from '../order/order.ts'
import type { OrderNames } from '../order/order-store.ts'
import { isOrderNumber } from '../runtime/ids.ts'
import { inPages } from './in-pages.ts'
import type { Finding } from './reconcile-report.ts'
import type { ReconcileRun } from './reconcile-run.ts'
import { alertOnce, askOnce } from './tell-once.ts'

const pageSize = 100

/**
 * The print provider's orders against ours: an answer that was lost (F34, F35), a print that somebody made by hand (F69), and
 * one that nobody pays for. Orders of other systems and other shops on the same account are counted and left alone.
 */
export async function* reconcileProviderOrders(run: ReconcileRun): AsyncGenerator<Finding> {
  const { engine, scope, signal } = run
  const { fulfillment: provider, storage } = engine
  if (!provider.list || scope.providerOrdersFrom === null) return
  const all = provider.list({ createdFrom: scope.providerOrdersFrom }, signal && { signal })
  for await (const page of inPages(all, pageSize)) {
    run.count('providerOrdersChecked', page.length)
    const orders = await storage.listOrders({ names: namesIn(page), limit: 3 * pageSize })
    for (const listed of page) {
      const order = orderOf(listed, orders)
      yield* await run.attempt('provider_orders', order, async () =>
        order ? compareWithOrder(run, order, listed) : compareWithNone(run, listed),
      )
    }
  }
}

const keyPattern = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):\d+$/

/** The order that a key was made for; null when it is none of our keys. */
function orderIdIn({ idempotencyKey }: ListedFulfillment): string | null {
  return keyPattern.exec(idempotencyKey ?? '')?.[1] ?? null
}

function namesIn(page: readonly ListedFulfillment[]): OrderNames {
  return {
    ids: page.map(orderIdIn).filter((id) => id !== null),
    numbers: page.map(({ merchantReference }) => merchantReference).filter((number) => number !== null),
    providerOrderIds: page.map(({ providerOrderId }) => providerOrderId),
  }
}

function orderOf(listed: ListedFulfillment, orders: readonly Order[]): Order | null {
  const { providerOrderId, merchantReference } = listed
  const orderId = orderIdIn(listed)
  return (
    orders.find((order) => order.fulfillments.some((f) => f.providerOrderId === providerOrderId)) ??
    orders.find(({ id }) => id === orderId) ??
    orders.find(({ number }) => number === merchantReference) ??
    null
  )
}

async function compareWithNone({ engine, count }: ReconcileRun, listed: ListedFulfillment): Promise<Finding[]> {
  const { providerOrderId: reference, merchantReference, callbackUrl, snapshot } = listed
  const owner = await engine.callbackOwner(callbackUrl)
  const isQuoins = orderIdIn(listed) !== null || (merchantReference !== null && isOrderNumber(merchantReference))
  if (owner !== 'ours' && !isQuoins) {
    count('foreignProviderOrders')
    return []
  }
  if (owner === 'elsewhere') {
    count('otherShopsProviderOrders')
    return []
  }
  if (snapshot.status === 'cancelled') return []
  const named = merchantReference ?? 'without a number'
  const message = `The provider prints an order (${named}, ${reference}) that is not here: look whether it was paid for.`
  await alertOnce(engine, { code: 'unpaid_print', reference, message })
  return [{ kind: 'unpaid_print', orderId: null, reference, healed: false }]
}

async function compareWithOrder(run: ReconcileRun, order: Order, listed: ListedFulfillment): Promise<Finding[]> {
  const { providerOrderId, idempotencyKey } = listed
  const known = order.fulfillments.find((f) => f.providerOrderId === providerOrderId)
  if (known) return compareKnown(run, order, known, listed)
  const { name } = run.engine.fulfillment
  const print = order.fulfillments.find((f) => f.provider === name && f.idempotencyKey === idempotencyKey)
  if (print?.providerOrderId === null) return takeIn(run, order, print, listed)
  return askAbout(run.engine, order, null, listed)
}

/** The list is an answer about each of its orders: what it tells of one that moved without a callback costs nothing more. */
async function compareKnown(
  { engine, startedAt }: ReconcileRun,
  order: Order,
  print: Fulfillment,
  listed: ListedFulfillment,
): Promise<Finding[]> {
  const { providerOrderId: reference, snapshot } = listed
  if (print.status === snapshot.status) return []
  const command = { type: 'record_fulfillment', fulfillmentId: print.id, snapshot, readAt: startedAt } as const
  const handled = await engine.handle(order.id, command, { actor: 'system' })
  const moved = handled.outcome === 'committed' && handled.events.some((e) => e.event.type !== 'fulfillment_read')
  const outdated: Finding[] = moved ? [{ kind: 'print_outdated', orderId: order.id, reference, healed: true }] : []
  // Older than what is known here, it may just not show the end yet.
  const isLater = print.readAt === null || print.readAt < startedAt
  const revived = isLater && isEnded(print) && snapshot.status !== 'cancelled'
  return revived ? [...outdated, ...(await askAbout(engine, order, print, listed))] : outdated
}

/** The provider has taken a print, and its answer never came here. */
async function takeIn(
  { engine, startedAt }: ReconcileRun,
  order: Order,
  print: Fulfillment,
  listed: ListedFulfillment,
): Promise<Finding[]> {
  const { providerOrderId: reference, merchantReference, snapshot } = listed
  const healed: Finding = { kind: 'print_not_recorded', orderId: order.id, reference, healed: true }
  if (print.status === 'pending') {
    // A restored backup has forgotten what was sent. The same print is sent again under its key, which makes none.
    if (!maySubmit(order, print)) return askAbout(engine, order, print, listed)
    const effect = { kind: 'submit_fulfillment', fulfillmentId: print.id } as const
    await engine.storage.commit({ jobs: [effectJob(order.id, effect, engine.ids.uuid)] })
    return [healed]
  }
  const mismatches = merchantReference === order.number ? [] : ['merchantReference']
  const result = { snapshot, alreadyExisted: true, mismatches }
  const command = { type: 'record_submission', fulfillmentId: print.id, result, readAt: startedAt } as const
  await engine.handle(order.id, command, { actor: engine.fulfillment.name })
  return isEnded(print) ? askAbout(engine, order, print, listed) : [healed]
}

function maySubmit(order: Order, print: Fulfillment): boolean {
  const isHeld = order.attention.some((a) => a.subject === print.id && holdingAttention.includes(a.code))
  return !isHeld && refuseSubmission(order, print) === null
}

function isEnded({ status }: Fulfillment): boolean {
  return status === 'cancelled' || status === 'rejected'
}

async function askAbout(
  engine: Engine,
  listedFor: Order,
  print: Fulfillment | null,
  { providerOrderId: reference, snapshot }: ListedFulfillment,
): Promise<Finding[]> {
  if (snapshot.status === 'cancelled') return []
  const message = print
    ? `The provider prints ${reference}, which is not to be printed: look whether it was paid for.`
    : `The provider has an order ${reference} with this number that nobody here asked for: look whether it was made by hand.`
  // What was recorded just before may have asked for the same already.
  const order = (await engine.storage.findOrder({ id: listedFor.id })) ?? listedFor
  const isOpen = await askOnce(engine, order, { code: 'unexpected_print', subject: print?.id ?? reference, message })
  return isOpen ? [{ kind: 'unexpected_print', orderId: order.id, reference, healed: false }] : []
}
