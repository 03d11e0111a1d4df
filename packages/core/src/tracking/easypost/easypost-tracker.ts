import * as z from 'zod/mini'
import type { CarrierStatus, TrackingSnapshot } from '../tracking-snapshot.ts'

/** Null for what is no instant. EasyPost writes UTC. */
const instant = z.catch(
  z.nullable(
    z.pipe(
      z.iso.datetime({ offset: true }),
      z.transform((text: string) => new Date(text)),
    ),
  ),
  null,
)
const text = z.catch(z.nullable(z.string()), null)
const detail = z.object({ status: text, datetime: instant })

/** What is needed of a tracker. What is missing or unreadable is unknown; only without an id it is none. */
export const trackerSchema = z.object({
  id: z.string().check(z.minLength(1)),
  status: text,
  status_detail: text,
  tracking_code: text,
  est_delivery_date: instant,
  tracking_details: z.catch(z.array(z.catch(detail, { status: null, datetime: null })), []),
})
type Tracker = z.infer<typeof trackerSchema>

/** That a label was made, or that nothing is known yet, is no news of a parcel that was sent. */
const statuses: Readonly<Record<string, CarrierStatus>> = {
  unknown: 'shipped',
  pre_transit: 'shipped',
  in_transit: 'in_transit',
  out_for_delivery: 'out_for_delivery',
  available_for_pickup: 'out_for_delivery',
  delivered: 'delivered',
  return_to_sender: 'returned',
  failure: 'exception',
  cancelled: 'exception',
  error: 'exception',
}

/** A tracker in our words: the one table between the two. A word that is not known here is no news. */
export function toTrackingSnapshot(tracker: Tracker): TrackingSnapshot {
  const status = statusOf(tracker)
  const wrong = status === 'exception' || status === 'returned'
  return {
    trackerId: tracker.id,
    status,
    message: wrong ? `The carrier reports: ${reasonOf(tracker)}.` : null,
    estimatedDeliveryAt: tracker.est_delivery_date,
    deliveredAt: status === 'delivered' ? arrivalOf(tracker) : null,
  }
}

/** What is on its way back ends as delivered, too: to the sender. */
function statusOf({ status, tracking_details }: Tracker): CarrierStatus {
  const known = Object.hasOwn(statuses, status ?? '') ? statuses[status ?? ''] : undefined
  const wentBack = known === 'delivered' && tracking_details.some((d) => d.status === 'return_to_sender')
  return wentBack ? 'returned' : (known ?? 'shipped')
}

/** Only EasyPost's own short words: the carrier's texts name people and places. */
function reasonOf({ status, status_detail: reason }: Tracker): string {
  const word = reason && reason !== 'unknown' && /^[a-z_]{1,50}$/.test(reason) ? reason : (status ?? '')
  return word.replaceAll('_', ' ')
}

/** The dates of EasyPost's test numbers are made up, and older than any parcel. */
function arrivalOf({ tracking_code: code, tracking_details }: Tracker): Date | null {
  if (/^EZ[1-7]0{8}[1-7]$/.test(code ?? '')) return null
  const times = tracking_details.flatMap((d) => (d.status === 'delivered' && d.datetime ? [d.datetime.getTime()] : []))
  return times.length > 0 ? new Date(Math.min(...times)) : null
}
