import type { Engine } from '../engine.ts'
import type { Order } from '../order/order.ts'
import { QuoinError } from '../quoin-error.ts'
import { inPages } from './in-pages.ts'
import { readPayment } from './reconcile-payments.ts'
import type { Finding } from './reconcile-report.ts'
import type { ReconcileRun } from './reconcile-run.ts'
import { alertOnce, wasAsked } from './tell-once.ts'

const pageSize = 100

/**
 * Completed checkouts of the payment provider against orders: whoever paid has an order that knows of it. What a shop sells
 * beside Quoin is none of its business.
 */
export async function* reconcileCheckouts(run: ReconcileRun): AsyncGenerator<Finding> {
  const { engine, scope } = run
  if (scope.checkoutsFrom === null) return
  for await (const checkoutIds of inPages(
    engine.payments.listCheckouts({ createdFrom: scope.checkoutsFrom }),
    pageSize,
  )) {
    run.count('checkoutsChecked', checkoutIds.length)
    const orders = await engine.storage.listOrders({ names: { checkoutIds }, limit: 2 * pageSize })
    for (const checkoutId of checkoutIds) {
      const order = orders.find(({ payment }) => payment.checkoutId === checkoutId) ?? null
      if (order?.payment.capturedAt) continue
      yield* await run.attempt('checkouts', order, async () =>
        order ? readPayment(run, order, checkoutId) : reconcileUnknownCheckout(run, checkoutId),
      )
    }
  }
}

async function reconcileUnknownCheckout(run: ReconcileRun, checkoutId: string): Promise<readonly Finding[]> {
  const { payments, storage } = run.engine
  const { orderId } = await payments.describeCheckout(checkoutId)
  const order = orderId === null ? null : await storage.findOrder({ id: orderId })
  return order ? takeInOtherPage(run, order, checkoutId) : adoptOrAsk(run.engine, checkoutId)
}

/** The order knows of another page, or of none: a restored backup has forgotten it, or two pages were paid. */
async function takeInOtherPage(run: ReconcileRun, order: Order, checkoutId: string): Promise<readonly Finding[]> {
  const isSecond = order.payment.checkoutId !== null
  const about = { code: 'second_payment', subject: checkoutId } as const
  if (isSecond && (await wasAsked(run.engine.storage, order.id, about))) return []
  return readPayment(run, order, checkoutId)
}

/** Its order was lost with a database, or was never made: the host has its own way to start a checkout. */
async function adoptOrAsk(engine: Engine, reference: string): Promise<readonly Finding[]> {
  const kind = 'paid_without_order'
  try {
    const order = await engine.adopt(reference, 'system')
    return order ? [{ kind, orderId: order.id, reference, healed: true }] : []
  } catch (error) {
    if (!(error instanceof QuoinError) || error.code !== 'invalid_checkout') throw error
    await alertOnce(engine, { code: kind, reference, message: error.message })
    return [{ kind, orderId: null, reference, healed: false }]
  }
}
