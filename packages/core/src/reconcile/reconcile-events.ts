import { storePaymentEvent } from '../webhooks/receive-webhook.ts'
import { inPages } from './in-pages.ts'
import type { Finding } from './reconcile-report.ts'
import type { ReconcileRun } from './reconcile-run.ts'

const pageSize = 100

/**
 * Events of the payment provider against the inbox. What was never delivered is received now as if it had been, so that a
 * delivery which comes after all is a repeat (F11, INV-10).
 */
export async function* reconcileEvents({ engine, scope, count }: ReconcileRun): AsyncGenerator<Finding> {
  const { payments, storage } = engine
  for await (const page of inPages(payments.listEvents({ createdFrom: scope.eventsFrom }), pageSize)) {
    count('eventsChecked', page.length)
    const ofInterest = page.filter(({ event }) => event.subject !== null)
    const ids = ofInterest.map(({ event }) => event.id)
    const received = new Set(ids.length > 0 ? await storage.findReceived(payments.name, ids) : [])
    for (const { event, body } of ofInterest) {
      if (received.has(event.id)) continue
      const outcome = await storePaymentEvent(engine, event, body)
      if (outcome === 'stored') {
        yield { kind: 'event_not_received', orderId: null, reference: event.id, healed: true }
      }
    }
  }
}
