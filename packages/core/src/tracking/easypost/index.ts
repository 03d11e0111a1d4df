/**
 * EasyPost: the tracking provider by which Quoin hears that a parcel has arrived.
 *
 * @example
 * ```ts
 * import { easypostTracking } from '@quoin/core/easypost'
 *
 * const tracking = easypostTracking({ apiKey: 'EZTK…', webhookSecret: 'your-secret' })
 * ```
 *
 * @packageDocumentation
 */

export { type EasypostTrackingOptions, easypostTracking } from './easypost-tracking.ts'
