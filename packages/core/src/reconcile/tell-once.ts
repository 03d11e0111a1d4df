import type { Engine } from '../engine.ts'
import type { AttentionReason } from '../order/attention.ts'
import type { Order } from '../order/order.ts'
import { draftJob } from '../order/react-to-events.ts'

/** An alert about what belongs to no order. The inbox remembers that it was sent, for no order could. */
export async function alertOnce(
  { storage, ids }: Pick<Engine, 'storage' | 'ids'>,
  alert: { readonly code: string; readonly reference: string; readonly message: string },
): Promise<void> {
  const { code, reference, message } = alert
  const key = `${code}:${reference}`
  const record = { id: ids.uuid(), source: 'reconcile', eventId: key, type: code, body: JSON.stringify({ reference }) }
  const payload = { key, code, message }
  const job = draftJob({ id: ids.uuid(), kind: 'send_alert', key: `alert:${key}`, orderId: null, payload })
  await storage.receiveWebhook(record, [job])
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
  const { code, subject = null } = reason
  const isIt = (other: { code: string; subject: string | null }) => other.code === code && other.subject === subject
  if (attention.some(isIt)) return true
  const history = await storage.loadHistory(orderId)
  // Another run may have asked since the order was read.
  const last = history.findLast(
    ({ event }) =>
      (event.type === 'attention_opened' && isIt(event.attention)) ||
      (event.type === 'attention_resolved' && isIt(event)),
  )
  if (last) return last.event.type === 'attention_opened'
  await handle(orderId, { type: 'open_attention', reason }, { actor: 'system' })
  return true
}

/** Whether such a reason was ever open. */
export async function wasAsked(
  storage: Engine['storage'],
  orderId: string,
  { code, subject = null }: Pick<AttentionReason, 'code' | 'subject'>,
): Promise<boolean> {
  const history = await storage.loadHistory(orderId)
  return history.some(
    ({ event }) =>
      event.type === 'attention_opened' && event.attention.code === code && event.attention.subject === subject,
  )
}
