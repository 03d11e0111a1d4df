import type { Engine } from '../engine.ts'
import type { JobDraft } from '../jobs/job.ts'
import type { JobHandler } from '../jobs/job-handler.ts'
import { done } from '../jobs/settle.ts'
import type { Order } from '../order/order.ts'
import type { OrderStatus } from '../order/order-status.ts'
import { draftJob } from '../order/react-to-events.ts'
import { QuoinError } from '../quoin-error.ts'
import type { Position } from '../storage/position.ts'
import { restoreTracking } from '../tracking/restore-tracking.ts'
import { reconcileFulfillments } from './reconcile-fulfillments.ts'
import { reconcilePayment, wantsPaymentRead } from './reconcile-payments.ts'
import type { ReconcileReport } from './reconcile-report.ts'

const unpaid: readonly OrderStatus[] = ['pending']
const printing: readonly OrderStatus[] = ['paid', 'submitted', 'in_production', 'partially_shipped']
const pageSize = 100
/** Half of the 15 minutes within which a payment without an event is to be found (F11). */
export const reconcileEveryMs = 7 * 60_000

/**
 * Compares what is open with its providers, one order at a time. Safe at any time, anywhere, and more than once at once.
 *
 * @param options.readPrints whether to ask the print provider about every open print. Each has a job of its own that
 *   looks again in time, so the periodic run leaves the provider's quota to them.
 */
export async function reconcile(engine: Engine, options: { readonly readPrints: boolean }): Promise<ReconcileReport> {
  const failures: ReconcileReport['failures'][number][] = []
  let [paymentsChecked, fulfillmentsChecked, changed] = [0, 0, 0]
  for await (const order of ordersIn(engine, [...unpaid, ...printing])) {
    try {
      const pays = wantsPaymentRead(order, engine.clock.now())
      if (pays) paymentsChecked += 1
      const paid = pays && (await reconcilePayment(engine, order))
      const prints = await reconcileFulfillments(engine, order, options)
      fulfillmentsChecked += prints.checked
      if (paid || prints.changed) changed += 1
    } catch (error) {
      const code = error instanceof QuoinError ? error.code : 'unexpected'
      engine.logger.warn('An order could not be reconciled.', { orderId: order.id, code })
      failures.push({ orderId: order.id, code })
      if (error instanceof QuoinError && error.retry === 'permanent') await askForPerson(engine, order, error)
    }
  }
  await restoreTracking(engine, { now: options.readPrints })
  return { paymentsChecked, fulfillmentsChecked, changed, failures }
}

/** What will never be readable must not be asked for in silence for ever. */
async function askForPerson({ handle }: Engine, order: Order, error: QuoinError): Promise<void> {
  const pays = error.code === 'payment_provider_failed'
  const code = pays ? 'payment_unreadable' : 'provider_order_missing'
  await handle(order.id, { type: 'open_attention', reason: { code, message: error.message } }, { actor: 'system' })
}

/** Reconciles and puts the next time into the queue. */
export const reconcileJob: JobHandler = async (engine, job) => {
  const report = await reconcile(engine, { readPrints: false })
  engine.logger.info('Reconciled.', { ...report, failures: report.failures.length })
  await engine.storage.commit({ settle: done(job), jobs: [nextReconcile(engine, reconcileEveryMs)] })
  return 'settled'
}

/** At most one waits at a time, however many workers ask for it. */
export function nextReconcile({ ids }: Pick<Engine, 'ids'>, delayMs: number): JobDraft {
  return draftJob({ id: ids.uuid(), kind: 'reconcile', key: 'reconcile', orderId: null, payload: {}, delayMs })
}

async function* ordersIn({ storage }: Engine, status: readonly OrderStatus[]): AsyncGenerator<Order> {
  let after: Position | undefined
  for (;;) {
    const page = await storage.listOrders({ status, sort: 'createdAt', limit: pageSize, ...(after && { after }) })
    yield* page
    const last = page.at(-1)
    if (!last || page.length < pageSize) return
    after = { at: last.createdAt, id: last.id }
  }
}
