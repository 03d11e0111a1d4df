/** EasyPost's words for how far a parcel is. */
const easypostStatuses = [
  'unknown',
  'pre_transit',
  'in_transit',
  'out_for_delivery',
  'delivered',
  'available_for_pickup',
  'return_to_sender',
  'failure',
  'cancelled',
  'error',
] as const

/** Where a parcel is, in EasyPost’s words. */
export type EasypostStatus = (typeof easypostStatuses)[number]

/** A scan of the carrier. */
export interface EasypostTrackingDetail {
  readonly object: 'TrackingDetail'
  readonly message: string
  readonly status: EasypostStatus
  readonly status_detail: string
  readonly datetime: string
  readonly source: string
}

/** A tracker as the API shows it. */
export interface EasypostTracker {
  readonly id: string
  readonly object: 'Tracker'
  readonly mode: 'test' | 'production'
  readonly tracking_code: string
  readonly status: EasypostStatus
  readonly status_detail: string
  readonly created_at: string
  readonly updated_at: string
  readonly signed_by: string | null
  readonly weight: number | null
  readonly est_delivery_date: string | null
  readonly shipment_id: null
  readonly carrier: string
  readonly is_return: boolean
  readonly finalized: boolean
  readonly public_url: string
  readonly fees: readonly never[]
  readonly tracking_details: readonly EasypostTrackingDetail[]
}

/** What every parcel of such a number is. */
export const testCodes: ReadonlyMap<string, EasypostStatus> = new Map([
  ['EZ1000000001', 'pre_transit'],
  ['EZ2000000002', 'in_transit'],
  ['EZ3000000003', 'out_for_delivery'],
  ['EZ4000000004', 'delivered'],
  ['EZ5000000005', 'return_to_sender'],
  ['EZ6000000006', 'failure'],
  ['EZ7000000007', 'unknown'],
])

/** The usual reason of a status. */
export function usualDetail(status: EasypostStatus): string {
  if (status === 'delivered') return 'arrived_at_destination'
  if (status === 'return_to_sender') return 'return'
  if (status === 'failure') return 'delivery_exception'
  if (status === 'pre_transit') return 'label_created'
  return status === 'available_for_pickup' ? 'arrived_at_pickup_location' : status
}

/** JSON as EasyPost writes it: a weight is never a whole number. */
export function toEasypostJson(value: unknown): string {
  return JSON.stringify(value).replace(/("weight":)(\d+)(?=[,}])/g, '$1$2.0')
}
