import type { Engine } from '../engine.ts'
import { alertJobs, channelsOf, tellingOfShop } from '../health/alert-jobs.ts'
import type { Attention, AttentionReason } from '../order/attention.ts'
import type { Order } from '../order/order.ts'

/** An alert about what belongs to no order. The inbox remembers that it was sent, for no order could. */
export async function alertOnce(
  { storage, ids, alerts, clock }: Pick<Engine, 'storage' | 'ids' | 'alerts' | 'clock'>,
  alert: { readonly code: string; readonly reference: string; readonly message: string },
): Promise<void> {
  const { code, reference, message } = alert
  const key = `${code}:${reference}`
  const now = clock.now()
  const record = { id: ids.uuid(), source: 'reconcile', eventId: key, type: code, body: JSON.stringify({ reference }) }
  const telling = tellingOfShop(
    { key, severity: 'critical', code, message, facts: { reference }, since: now },
    { state: 'firing', at: now },
  )
  await storage.receiveWebhook(record, alertJobs(telling, channelsOf(alerts), ids.uuid))
}

/**
 * Opens a reason that was never opened before. What a person has resolved stays resolved, although the next run sees the
 * same again. Returns whether it is open now.
 */
export async function askOnce(
  { storage, handle }: Pick<Engine, 'storage' | 'handle'>,
  { id: orderId, attention }: Order,
  reason: AttentionReason,
): Promise<boolean> {
  const about = { code: reason.code, subject: reason.subject ?? null }
  if (attention.some((open) => isSame(open, about))) return true
  // Another run may have asked since the order was read.
  const last = await lastWord(storage, orderId, about)
  if (last) return last === 'attention_opened'
  await handle(orderId, { type: 'open_attention', reason }, { actor: 'system' })
  return true
}

/** Whether such a reason was ever open. */
export async function wasAsked(storage: Engine['storage'], orderId: string, about: About): Promise<boolean> {
  return (await lastWord(storage, orderId, about)) !== null
}

type About = Pick<Attention, 'code' | 'subject'>

/** How the history leaves such a reason; null when it never had it. */
async function lastWord(
  storage: Engine['storage'],
  orderId: string,
  about: About,
): Promise<'attention_opened' | 'attention_resolved' | null> {
  const history = await storage.loadHistory(orderId)
  for (const { event } of history.toReversed()) {
    if (event.type === 'attention_opened' && isSame(event.attention, about)) return event.type
    if (event.type === 'attention_resolved' && isSame(event, about)) return event.type
  }
  return null
}

function isSame(a: About, b: About): boolean {
  return a.code === b.code && a.subject === b.subject
}
