import { canonicalJson } from '../canonical-json.ts'
import type { Fulfillment, FulfillmentIssue, FulfillmentProgress } from '../fulfillment/fulfillment.ts'
import { mergeFulfillment, progressOf } from '../fulfillment/merge-fulfillment.ts'
import type { Shipment } from '../fulfillment/shipment.ts'
import type { AttentionCode } from './attention.ts'
import { trackNewNumbers } from './decide-tracking.ts'
import { accept, type Decision, openAttention, reject, resolveAttention } from './decision.ts'
import { hasLeft, isOpen } from './derive-order-status.ts'
import type { Order } from './order.ts'
import type { CommandOf, DecisionContext } from './order-commands.ts'
import type { OrderEffect } from './order-effects.ts'
import type { OrderEvent } from './order-events.ts'

/** Takes in what the print provider says now; null when it shows nothing. */
export function decideRecordFulfillment(
  order: Order,
  command: CommandOf<'record_fulfillment'>,
  { now }: DecisionContext,
): Decision {
  const { fulfillmentId, snapshot, readAt } = command
  const fulfillment = order.fulfillments.find((f) => f.id === fulfillmentId)
  if (!fulfillment) return reject('fulfillment_not_found', 'The order has no such fulfillment.', 'fulfillmentId')
  if (fulfillment.status === 'pending') return reject('not_submitted', 'Nothing was sent to a provider yet.')
  if (!snapshot) return decideUnseen(order, fulfillment, command, now)
  const progress = mergeFulfillment(fulfillment, snapshot, readAt)
  const events = progressEvents(fulfillment, progress)
  const reaction = reactToProgress(order, fulfillment, progress, now)
  return accept([...events, ...reaction.events], reaction.effects)
}

/** A held order is not shown, which is no reason for anything (F42); any other must be there (F47). */
function decideUnseen(
  order: Order,
  fulfillment: Fulfillment,
  { refusal, readAt }: CommandOf<'record_fulfillment'>,
  now: Date,
): Decision {
  if (!isOpen(fulfillment)) return accept()
  const effects = [nextLook(fulfillment, now)]
  if (fulfillment.status === 'on_hold' && refusal === undefined) {
    return accept(heldTooLong(order, fulfillment, now), effects)
  }
  const wasSeenSince = fulfillment.readAt !== null && fulfillment.readAt > readAt
  if (wasSeenSince || fulfillment.issues.some(({ code }) => code === notShown.code)) return accept([], effects)
  // The next answer that shows it replaces all issues, and so takes this one away.
  const progress = progressOf(fulfillment)
  const issues = [...progress.issues, { ...notShown, ...(refusal !== undefined && { message: refusal }) }]
  const asked = attentionEvents(order, fulfillment, issues, now)
  return accept([...progressEvents(fulfillment, { ...progress, issues }), ...asked], effects)
}

const notShown: FulfillmentIssue = {
  code: 'not_shown',
  message: 'The provider does not show the order that it accepted.',
  subject: null,
  url: null,
  attention: 'provider_order_missing',
}

/** What the merge changed. */
export function progressEvents(before: Fulfillment, progress: FulfillmentProgress): OrderEvent[] {
  const { readAt } = progress
  const { status, shipments } = before
  if (same(contentOf(progress), contentOf(before))) {
    const parcels = progress.shipments
      .filter((shipment) => !same(shipment.readAt, shipments.find((s) => s.id === shipment.id)?.readAt))
      .map(({ id, readAt: at }) => ({ id, readAt: at }))
    const asked = readAt !== null && (parcels.length > 0 || !same(readAt, before.readAt))
    return asked ? [{ type: 'fulfillment_read', fulfillmentId: before.id, readAt, parcels }] : []
  }
  const moved = progress.shipments.flatMap((shipment): OrderEvent[] => {
    const known = shipments.find((s) => s.id === shipment.id)
    if (known && same(view(known), view(shipment))) return []
    return [{ type: 'shipment_updated', fulfillmentId: before.id, from: known?.status ?? null, shipment }]
  })
  return [{ type: 'fulfillment_updated', fulfillmentId: before.id, from: status, progress }, ...moved]
}

/** What follows from the provider's word: reasons for attention opened and closed, the next look, carriers to ask, the end of a cancel. */
export function reactToProgress(
  order: Order,
  before: Fulfillment,
  progress: FulfillmentProgress,
  now: Date,
): { events: OrderEvent[]; effects: OrderEffect[] } {
  const events = [
    ...attentionEvents(order, before, progress.issues, now),
    ...unexpectedPrint(order, before, progress, now),
  ]
  const tracked = trackNewNumbers(before.id, before.shipments, progress)
  if (progress.status === 'cancelled' && before.status !== 'cancelled') {
    if (order.cancelRequest) return { events, effects: [...tracked, { kind: 'cancel_order' }] }
    const message = 'The provider cancelled its order; nobody here asked for it.'
    events.push(...openAttention(order, { code: 'provider_order_cancelled', subject: before.id, message }, now))
  }
  if (progress.status !== 'cancelled' && droppedParcel(before, progress)) {
    const message = 'The provider cancelled a parcel; the others go on.'
    events.push(...openAttention(order, { code: 'partially_cancelled', subject: before.id, message }, now))
  }
  const after = { ...before, ...progress }
  events.push(...heldTooLong(order, after, now))
  return { events, effects: [...tracked, ...(isOpen(after) ? [nextLook(after, now)] : [])] }
}

/** The longest pause that ends by itself is a day; after two somebody has to release it, or has forgotten it (F42). */
const longestHoldMs = 48 * 3_600_000

function heldTooLong(order: Order, { id, status, requestedAt }: Fulfillment, now: Date): OrderEvent[] {
  if (status !== 'on_hold') return resolveAttention(order, (a) => a.code === 'held_too_long' && a.subject === id)
  if (now.getTime() - requestedAt.getTime() < longestHoldMs) return []
  const message = 'The provider has held the order for two days: release, pay or cancel it in its dashboard.'
  return openAttention(order, { code: 'held_too_long', subject: id, message }, now)
}

/** What goes on although it was closed or refused here must be seen: it may be a print that nobody pays for. */
function unexpectedPrint(order: Order, before: Fulfillment, progress: FulfillmentProgress, now: Date): OrderEvent[] {
  const sentAfterClose = order.closedAs !== null && !hasLeft(before) && hasLeft(progress)
  const revived = before.status === 'rejected' && progress.status !== 'rejected'
  if (!sentAfterClose && !revived) return []
  const message = 'The provider prints something that was cancelled or refused here: look whether it was paid for.'
  return openAttention(order, { code: 'unexpected_print', subject: before.id, message }, now)
}

function droppedParcel(before: Fulfillment, { shipments }: FulfillmentProgress): boolean {
  const known = before.shipments.filter((s) => s.status === 'cancelled').length
  return shipments.filter((s) => s.status === 'cancelled').length > known
}

const fromIssues: readonly AttentionCode[] = [
  'asset_failed',
  'item_unavailable',
  'provider_payment_required',
  'provider_issue',
  'provider_order_missing',
]

/** An issue opens its reason when it is new: one that a person has seen and resolved stays so while it lasts. */
function attentionEvents(
  order: Order,
  { id: fulfillmentId, issues: known }: Fulfillment,
  issues: readonly FulfillmentIssue[],
  now: Date,
): OrderEvent[] {
  const fresh = issues.filter((issue) => !known.some((k) => k.code === issue.code && k.attention === issue.attention))
  const opened = fresh.flatMap((issue) =>
    issue.attention
      ? openAttention(
          order,
          { code: issue.attention, subject: fulfillmentId, message: issue.message, path: issue.code, url: issue.url },
          now,
        )
      : [],
  )
  const unique = opened.filter((event, index) => opened.findIndex((other) => codeOf(other) === codeOf(event)) === index)
  const gone = resolveAttention(
    order,
    (a) => a.subject === fulfillmentId && fromIssues.includes(a.code) && !issues.some((i) => i.attention === a.code),
  )
  return [...unique, ...gone]
}

function codeOf(event: OrderEvent): AttentionCode | null {
  return event.type === 'attention_opened' ? event.attention.code : null
}

const minute = 60_000
const firstLookMs = 15 * minute
const lastLookMs = 6 * 60 * minute

/** Callbacks can stay away, so an open print is looked at: after 15 minutes at first, every 6 hours at last (F52). */
export function nextLook({ id, requestedAt }: Pick<Fulfillment, 'id' | 'requestedAt'>, now: Date): OrderEffect {
  const ageMs = now.getTime() - requestedAt.getTime()
  const delayMs = Math.min(lastLookMs, Math.max(firstLookMs, Math.floor(ageMs / 4)))
  return { kind: 'refresh_fulfillment', fulfillmentId: id, delayMs }
}

/** What the provider says, without when it was asked. */
function contentOf({ status, providerOrderId, charges, issues, shipments, submittedAt }: FulfillmentProgress): unknown {
  return { status, providerOrderId, charges, issues, submittedAt, shipments: shipments.map(view) }
}

function view(shipment: Shipment): unknown {
  return { ...shipment, readAt: null }
}

/** A database gives fields back in an order of its own. */
function same(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b)
}
