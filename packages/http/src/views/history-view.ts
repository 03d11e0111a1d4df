import { z } from '@hono/zod-openapi'
import {
  agreedHistory,
  attentionCodes,
  factsOfEvent,
  fulfillmentStatuses,
  isQuiet,
  type OrderEvent,
  type OrderEventType,
  orderStatuses,
  type RecordedOrderEvent,
  shipmentStatuses,
} from '@quoin/core'
import { noteFor } from './after-sales-view.ts'
import { maySee } from './attention-view.ts'
import { Money } from './money-view.ts'
import { admins, type Viewer } from './viewer.ts'
import { webLink } from './web-link.ts'

const eventTypes = [
  'order_created',
  'checkout_started',
  'payment_processing',
  'payment_captured',
  'payment_failed',
  'payment_refunded',
  'refund_failed',
  'refund_retried',
  'refund_settled',
  'payment_disputed',
  'dispute_closed',
  'payment_risk_changed',
  'fulfillment_requested',
  'submission_approved',
  'submission_started',
  'submission_rejected',
  'fulfillment_updated',
  'shipment_updated',
  'cancel_requested',
  'cancel_refused',
  'cancel_finished',
  'order_closed',
  'attention_opened',
  'attention_resolved',
  'refund_requested',
  'print_reduced',
  'reprint_approved',
  'claim_opened',
  'claim_decided',
  'cost_recovered',
  'edit_requested',
  'order_edited',
  'edit_refused',
  'note_added',
  'personal_data_erased',
  'order_archived',
  'order_unarchived',
  'status_changed',
] as const satisfies readonly OrderEventType[]

export const HistoryEntry = z
  .strictObject({
    at: z.iso.datetime(),
    type: z.enum(eventTypes),
    actor: z.string().openapi({
      description: '`system`, a provider, `customer`, `guest` or `admin`; admins also see who, as in `admin:<id>`.',
    }),
    from: z.enum(orderStatuses).optional(),
    to: z.enum(orderStatuses).optional(),
    as: z.enum(['cancelled', 'expired']).optional(),
    amount: Money.optional(),
    claimId: z.string().optional(),
    fulfillmentId: z.string().optional(),
    fulfillmentStatus: z.enum(fulfillmentStatuses).optional(),
    shipmentId: z.string().optional(),
    shipmentStatus: z.enum(shipmentStatuses).optional(),
    carrier: z.string().nullable().optional(),
    trackingNumber: z.string().nullable().optional(),
    trackingUrl: z.string().nullable().optional(),
    code: z.enum(attentionCodes).optional(),
    reason: z.string().nullable().optional().openapi({ description: admins }),
    message: z.string().optional().openapi({ description: admins }),
    note: z
      .string()
      .optional()
      .openapi({ description: 'What the customer is told; of a `note_added`, for admins only.' }),
  })
  .openapi('HistoryEntry')

/** What happened to an order, as the API tells it. */
export type ApiHistoryEntry = z.infer<typeof HistoryEntry>

/**
 * The history, oldest first. Customers are not shown what admins noted among themselves.
 */
export function viewHistory(
  events: readonly RecordedOrderEvent[],
  currency: string,
  viewer: Viewer,
): ApiHistoryEntry[] {
  return (viewer === 'admin' ? events : agreedHistory(events)).flatMap(({ at, actor, event }) => {
    if (isQuiet(event)) return []
    if (viewer !== 'admin' && isConfidential(event, viewer)) return []
    return {
      at: at.toISOString(),
      type: event.type,
      actor: viewer === 'admin' ? actor : actor.replace(/:.*$/s, ''),
      ...factsOfEvent(event, currency),
      ...detailsOf(event, viewer),
      ...(viewer === 'admin' && confidentialDetailsOf(event)),
    }
  })
}

function isConfidential(event: OrderEvent, viewer: Viewer): boolean {
  if (event.type === 'attention_opened') return !maySee(event.attention.code, viewer)
  if (event.type === 'attention_resolved') return !maySee(event.code, viewer)
  return confidential.has(event.type)
}

/** What the shop's people have among themselves. */
const confidential: ReadonlySet<OrderEventType> = new Set([
  'note_added',
  'payment_risk_changed',
  'reprint_approved',
  'cost_recovered',
  'order_archived',
  'order_unarchived',
])

type Details = Partial<Omit<ApiHistoryEntry, 'at' | 'type' | 'actor'>>

function detailsOf(event: OrderEvent, viewer: Viewer): Details {
  switch (event.type) {
    case 'refund_requested':
      return notesOf(event.refund.note, viewer)
    case 'claim_decided':
      return notesOf(event.claim.note, viewer)
    case 'shipment_updated': {
      const { carrier, trackingNumber, trackingUrl } = event.shipment
      return { carrier, trackingNumber, trackingUrl: webLink(trackingUrl) }
    }
    default:
      return {}
  }
}

function notesOf(given: string | null, viewer: Viewer): Details {
  const note = noteFor(viewer, given)
  return note === null ? {} : { note }
}

function confidentialDetailsOf(event: OrderEvent): Details {
  switch (event.type) {
    case 'fulfillment_requested':
    case 'order_closed':
      return { reason: event.reason }
    case 'cancel_requested':
      return { reason: event.request.reason }
    case 'refund_requested':
      return { reason: event.refund.reason }
    case 'submission_rejected':
    case 'edit_refused':
    case 'cancel_refused':
      return { message: event.message }
    case 'attention_opened':
      return { message: event.attention.message }
    case 'note_added':
      return { note: event.note }
    default:
      return {}
  }
}
