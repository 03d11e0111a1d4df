import { QuoinError } from '../../quoin-error.ts'
import { observedFetch } from '../../runtime/observed-fetch.ts'
import { noTelemetry, type Telemetry } from '../../runtime/telemetry.ts'
import type { TrackingProvider } from '../tracking-provider.ts'
import { createEasypostApi } from './easypost-api.ts'
import { easypostCarrier } from './easypost-carrier.ts'
import { toTrackingSnapshot, trackerSchema } from './easypost-tracker.ts'
import { readEasypostEvent, verifyEasypostSignature } from './easypost-webhook.ts'

/** How to reach an EasyPost account. */
export interface EasypostTrackingOptions {
  /** `EZAK…`, or `EZTK…` for the test mode, which knows EasyPost's own test numbers only. Never logged. */
  readonly apiKey: string
  /** What the webhook was made with; several while one is being changed. */
  readonly webhookSecret: string | readonly string[]
  /** An origin such as `http://127.0.0.1:4012`, for a simulator. @default EasyPost's own */
  readonly apiBase?: string
  /** How long a call may take. @default 15000 */
  readonly timeoutMs?: number
  /** @default the global `fetch` */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
  /** Told of each request, such as `openTelemetry()`. @default nobody is */
  readonly telemetry?: Telemetry
}

/**
 * Follows parcels by EasyPost, as a tracking provider named `easypost`.
 *
 * A parcel's carrier is taken from its link or its name where that is certain, and left to EasyPost otherwise. Making the
 * same tracker again within three months gives the first one, so it is safe to repeat. Errors have the code
 * `tracking_provider_failed`; wrong keys and unpaid bills are worth a retry, for they are repaired.
 *
 * Source: {@link https://docs.easypost.com/docs/trackers}.
 *
 * @throws {@link QuoinError} `invalid_options` when the key, a secret, the base or the time limit is missing or malformed.
 * @example
 * ```ts
 * import { easypostTracking } from '@quoin/core/easypost'
 *
 * const tracking = easypostTracking({ apiKey: 'EZTK…', webhookSecret: 'your-secret' })
 * const known = await tracking.track({ trackingNumber: 'EZ4000000004', carrier: 'USPS', trackingUrl: null })
 * known?.status // 'delivered'
 * ```
 */
export function easypostTracking(options: EasypostTrackingOptions): TrackingProvider {
  const apiKey = requireKey(options.apiKey)
  const secrets = requireSecrets(options.webhookSecret)
  const mode = apiKey.startsWith('EZTK') ? 'test' : apiKey.startsWith('EZAK') ? 'production' : null
  const api = createEasypostApi({
    apiKey,
    origin: requireOrigin(options.apiBase),
    timeoutMs: options.timeoutMs ?? 15_000,
    fetch: observedFetch('easypost', options.telemetry ?? noTelemetry, options.fetch ?? globalFetch),
  })

  return {
    name: 'easypost',
    async track(parcel, { signal } = {}) {
      const create = (carrier: string | undefined) =>
        api({
          method: 'POST',
          path: 'trackers',
          body: { tracker: { tracking_code: parcel.trackingNumber, ...(carrier && { carrier }) } },
          schema: trackerSchema,
          unless: { status: 422, answer: null },
          signal,
        })
      const carrier = easypostCarrier(parcel)
      const named = carrier === undefined ? null : await create(carrier)
      // A carrier that EasyPost does not know under this name, or whose number this is not: it may know better itself.
      const tracker = named ?? (await create(undefined))
      return tracker && toTrackingSnapshot(tracker)
    },
    async read(trackerId, { signal } = {}) {
      const tracker = await api({
        method: 'GET',
        path: `trackers/${encodeURIComponent(trackerId)}`,
        schema: trackerSchema,
        unless: { status: 404, answer: null },
        signal,
      })
      return tracker && toTrackingSnapshot(tracker)
    },
    async verifyWebhook({ body, headers }) {
      await verifyEasypostSignature({ body, headers }, secrets)
      return readEasypostEvent(body, mode)
    },
  }
}

/** Looked up at each call, so that a host may replace it. */
function globalFetch(url: string, init: RequestInit): Promise<Response> {
  return globalThis.fetch(url, init)
}

function requireKey(apiKey: string): string {
  if (/^[\x21-\x7e]+$/.test(apiKey) && !apiKey.includes(':')) return apiKey
  throw invalidOption('apiKey', 'apiKey is empty, or has white space or a colon in it.')
}

function requireSecrets(webhookSecret: string | readonly string[]): readonly string[] {
  const secrets = [webhookSecret].flat()
  if (secrets.length > 0 && secrets.every((secret) => secret !== '' && secret.trim() === secret)) return secrets
  throw invalidOption('webhookSecret', 'webhookSecret is empty, or has white space around it.')
}

function requireOrigin(apiBase = 'https://api.easypost.com'): string {
  const url = URL.parse(apiBase)
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin
  throw invalidOption('apiBase', 'apiBase is no origin such as http://127.0.0.1:4012.')
}

function invalidOption(path: string, message: string): QuoinError {
  return new QuoinError('invalid_options', message, { issues: [{ path, code: 'invalid', message }] })
}
