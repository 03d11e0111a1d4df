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
  if (attention.some((open) => open.code === code && open.subject === subject)) return true
  if (await wasAsked(storage, orderId, { code, subject })) return false
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
