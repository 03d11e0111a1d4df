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
  const { engine } = run
  const { orderId, orderNumber } = await engine.payments.describeCheckout(checkoutId)
  if (orderId === null || orderNumber === null) return adoptOrPass(run, checkoutId)
  const order = await engine.storage.findOrder({ id: orderId })
  return order ? takeInOtherPage(run, order, checkoutId) : askForLostOrder(engine, checkoutId, orderNumber)
}

/** The order knows of another page, or of none: a restored backup has forgotten it, or two pages were paid. */
async function takeInOtherPage(run: ReconcileRun, order: Order, checkoutId: string): Promise<readonly Finding[]> {
  const isSecond = order.payment.checkoutId !== null
  if (isSecond && (await wasAsked(run.engine.storage, order.id, { code: 'second_payment' }))) return []
  return readPayment(run, order, checkoutId)
}

/** Its order was lost with a database, and nothing tells what was to be printed. */
async function askForLostOrder(engine: Engine, checkoutId: string, orderNumber: string): Promise<readonly Finding[]> {
  const { money, total, amountRefunded } = await engine.payments.readPayment(checkoutId)
  const isRefunded = total.amount > 0 && (amountRefunded ?? 0) >= total.amount
  if (money !== 'captured' || isRefunded) return []
  return paidWithoutOrder(engine, checkoutId, `The order ${orderNumber} was paid, but is not here: print or refund it.`)
}

async function adoptOrPass(run: ReconcileRun, checkoutId: string): Promise<readonly Finding[]> {
  const { engine } = run
  try {
    const order = await engine.adopt(checkoutId)
    if (!order) return []
    const adopted = { kind: 'paid_without_order', orderId: order.id, reference: checkoutId, healed: true } as const
    if (order.payment.capturedAt) return [adopted]
    return [adopted, ...(await readPayment(run, order, checkoutId))]
  } catch (error) {
    if (!(error instanceof QuoinError) || error.retry !== 'permanent') throw error
    // Nobody has said how to make an order of a checkout.
    if (error.code === 'unsupported') return []
    return paidWithoutOrder(engine, checkoutId, `A paid checkout could not become an order: ${error.message}`)
  }
}

async function paidWithoutOrder(engine: Engine, checkoutId: string, message: string): Promise<readonly Finding[]> {
  const kind = 'paid_without_order'
  await alertOnce(engine, { code: kind, reference: checkoutId, message: `${message} (${checkoutId})` })
  return [{ kind, orderId: null, reference: checkoutId, healed: false }]
}
