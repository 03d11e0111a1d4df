import type { Clock, Random } from '@quoin/core'
import {
  type EasypostStatus,
  type EasypostTracker,
  type EasypostTrackingDetail,
  testCodes,
  usualDetail,
} from './easypost-tracker.ts'

/** What the carrier knows of a number. */
interface CarriersParcel {
  readonly status: EasypostStatus
  readonly detail: string
  readonly estimatedDeliveryAt: Date | null
  readonly scans: readonly EasypostTrackingDetail[]
}

interface KeptTracker {
  readonly id: string
  readonly code: string
  readonly carrier: string
  readonly createdAt: Date
  updatedAt: Date
}

/** What the carrier says besides the status of a parcel. */
export interface MoveOptions {
  /** EasyPost's `status_detail`. @default the usual one of the status */
  readonly detail?: string
  /** @default as it was */
  readonly estimatedDeliveryAt?: Date | null
  /** When the carrier saw it. @default now */
  readonly at?: Date
}

export type Created =
  | { readonly outcome: 'created' | 'original'; readonly tracker: EasypostTracker }
  | { readonly outcome: 'refused'; readonly message: string }

/** What became of a move: the trackers that show it, with what they showed before. */
interface Moved {
  readonly tracker: EasypostTracker
  readonly before: EasypostStatus
}

interface TrackerBookOptions {
  readonly mode: 'test' | 'production'
  readonly clock: Clock
  readonly random: Random
  readonly detect: (trackingCode: string) => string | null
}

export type TrackerBook = ReturnType<typeof createTrackerBook>

const carriers = 'AustraliaPost CanadaPost DHLExpress DPD DPDUK Evri FedEx PostNL RoyalMail UPS USPS'.split(' ')
const unknown: CarriersParcel = { status: 'unknown', detail: 'unknown', estimatedDeliveryAt: null, scans: [] }
const sameForMs = 90 * 24 * 3_600_000

/** The account's trackers, and what their carriers know. */
export function createTrackerBook({ mode, clock, random, detect }: TrackerBookOptions) {
  const trackers: KeptTracker[] = []
  const parcels = new Map<string, CarriersParcel>()

  function newId(prefix: string): string {
    return `${prefix}_${Array.from(random.bytes(16), (byte) => byte.toString(16).padStart(2, '0')).join('')}`
  }

  function show(kept: KeptTracker): EasypostTracker {
    const { status, detail, estimatedDeliveryAt, scans } = parcels.get(kept.code) ?? unknown
    return {
      id: kept.id,
      object: 'Tracker',
      mode,
      tracking_code: kept.code,
      status,
      status_detail: detail,
      created_at: kept.createdAt.toISOString(),
      updated_at: kept.updatedAt.toISOString(),
      signed_by: status === 'delivered' ? 'John Tester' : null,
      weight: scans.length > 0 ? 17 : null,
      est_delivery_date: estimatedDeliveryAt?.toISOString() ?? null,
      shipment_id: null,
      carrier: kept.carrier,
      is_return: false,
      finalized: status === 'delivered' || status === 'return_to_sender',
      public_url: `https://track.example/${kept.id}`,
      fees: [],
      tracking_details: scans,
    }
  }

  function put(code: string, status: EasypostStatus, { detail, estimatedDeliveryAt, at }: MoveOptions): void {
    const before = parcels.get(code) ?? unknown
    const reason = detail ?? usualDetail(status)
    const scan: EasypostTrackingDetail = {
      object: 'TrackingDetail',
      message: reason.toUpperCase().replaceAll('_', ' '),
      status,
      status_detail: reason,
      datetime: (at ?? clock.now()).toISOString(),
      source: 'simulated',
    }
    parcels.set(code, {
      status,
      detail: reason,
      estimatedDeliveryAt: estimatedDeliveryAt === undefined ? before.estimatedDeliveryAt : estimatedDeliveryAt,
      scans: [...before.scans, scan],
    })
  }

  return {
    newId,
    create(code: string, named: string | undefined): Created {
      if (named !== undefined && !carriers.includes(named))
        return { outcome: 'refused', message: 'The carrier is not known.' }
      const detected = detect(code)
      if (detected === null) return { outcome: 'refused', message: 'No carrier has such numbers.' }
      const carrier = named ?? detected
      const now = clock.now()
      const original = trackers.find(
        (t) => t.code === code && t.carrier === carrier && now.getTime() - t.createdAt.getTime() < sameForMs,
      )
      if (original) return { outcome: 'original', tracker: show(original) }
      const tested = testCodes.get(code)
      if (tested !== undefined && !parcels.has(code)) put(code, tested, {})
      const kept = { id: newId('trk'), code, carrier, createdAt: now, updatedAt: now }
      trackers.push(kept)
      return { outcome: 'created', tracker: show(kept) }
    },
    find(id: string): EasypostTracker | null {
      const kept = trackers.find((t) => t.id === id)
      return kept ? show(kept) : null
    },
    /** Newest first. */
    list(code: string | null, carrier: string | null): EasypostTracker[] {
      return trackers
        .filter((t) => (code === null || t.code === code) && (carrier === null || t.carrier === carrier))
        .map(show)
        .toReversed()
    },
    move(code: string, status: EasypostStatus, options: MoveOptions): Moved[] {
      const before = (parcels.get(code) ?? unknown).status
      put(code, status, options)
      return trackers
        .filter((t) => t.code === code)
        .map((kept) => {
          kept.updatedAt = clock.now()
          return { tracker: show(kept), before }
        })
    },
    forget(id: string): void {
      const index = trackers.findIndex((t) => t.id === id)
      if (index >= 0) trackers.splice(index, 1)
    },
  }
}
