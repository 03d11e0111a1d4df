import type { Order } from '../order/order.ts'
import type { OrderStatus } from '../order/order-status.ts'
import { ordersChanged, ordersIn } from './orders-in.ts'
import { reconcileFulfillments } from './reconcile-fulfillments.ts'
import { reconcilePayment } from './reconcile-payments.ts'
import type { Finding } from './reconcile-report.ts'
import type { ReconcileRun } from './reconcile-run.ts'
import { endedLatelyMs } from './reconcile-scope.ts'
import { restoreWork } from './restore-work.ts'

const open: readonly OrderStatus[] = ['pending', 'paid', 'submitted', 'in_production', 'partially_shipped']
const ended: readonly OrderStatus[] = ['shipped', 'delivered', 'cancelled']

/** Each open order, and what ended lately, against what belongs to it: its payment, its prints, its jobs. */
export async function* reconcileOrders(run: ReconcileRun): AsyncGenerator<Finding> {
  for await (const order of ordersToCompare(run)) {
    for (const compare of [reconcilePayment, reconcileFulfillments, restoreWork]) {
      yield* await run.attempt('orders', order, () => compare(run, order))
    }
  }
}

async function* ordersToCompare({ engine: { storage }, scope, startedAt }: ReconcileRun): AsyncGenerator<Order> {
  yield* ordersIn(storage, open)
  if (!scope.thorough) return
  const lately = { from: new Date(startedAt.getTime() - endedLatelyMs), to: startedAt }
  for await (const page of ordersChanged(storage, ended, lately)) yield* page
}
