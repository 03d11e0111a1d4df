import { QuoinError } from '../quoin-error.ts'
import { systemClock } from '../runtime/clock.ts'
import { equalInConstantTime } from '../runtime/digest.ts'
import { type WebhookHeaders, webhookSignatures } from './sign-webhook.ts'
import { webhookKeys } from './webhook-secret.ts'

/** A webhook as it arrived. */
export interface ReceivedWebhook {
  /** Those of a `Request`, or the `headers` of a Node request. */
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>
  /** Raw, as it arrived: a body that was parsed and written again has other bytes. */
  readonly body: string | Uint8Array
  /** `whsec_` and the base64 of 24 to 64 bytes. Several while one replaces another: any of them may match. */
  readonly secret: string | readonly string[]
  /** @default the machine's time */
  readonly now?: Date
}

/** What is known of a webhook that was verified. */
export interface VerifiedWebhook {
  /** The same for every repeat: what was done for it once need not be done again. */
  readonly id: string
  /** To the second. */
  readonly sentAt: Date
}

/** As the libraries of Standard Webhooks have it, in both directions. */
const toleranceMs = 300_000

/**
 * Checks the signature of a Standard Webhook over its raw bytes, and that it was sent at most five minutes from now.
 *
 * @throws {@link QuoinError} `invalid_signature` when it is not to be believed; `invalid_options` naming `secret`.
 * @example
 * ```ts
 * import { verifyWebhook } from '@quoin/core/outgoing'
 *
 * export async function receive(request: Request): Promise<Response> {
 *   const body = await request.text()
 *   const secret = 'whsec_Zm91ciBhbmQgdHdlbnR5IGJ5dGVzIG9mIGNoYW5jZQ=='
 *   const { id } = await verifyWebhook({ headers: request.headers, body, secret })
 *   console.log(id, JSON.parse(body))
 *   return new Response(null, { status: 204 })
 * }
 * ```
 */
export async function verifyWebhook(webhook: ReceivedWebhook): Promise<VerifiedWebhook> {
  const { headers, body, secret, now = systemClock.now() } = webhook
  const keys = webhookKeys(secret)
  const id = headerOf(headers, 'webhook-id')
  const timestamp = headerOf(headers, 'webhook-timestamp')
  const signatures = headerOf(headers, 'webhook-signature').split(' ')
  if (id.includes('.')) throw refused('The header webhook-id has a full stop.')
  if (!/^\d{1,12}$/.test(timestamp)) throw refused('The header webhook-timestamp is no whole number of seconds.')
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  const expected = await webhookSignatures(keys, id, timestamp, bytes)
  if (!expected.some((own) => signatures.some((signature) => equalInConstantTime(own, signature)))) {
    throw refused('No signature of the webhook matches its bytes: another secret, or a body that was changed.')
  }
  const sentAt = new Date(Number(timestamp) * 1_000)
  const ageMs = now.getTime() - sentAt.getTime()
  if (ageMs > toleranceMs) throw refused('The webhook is too old.')
  if (ageMs < -toleranceMs) throw refused('The webhook is dated in the future.')
  return { id, sentAt }
}

function headerOf(headers: ReceivedWebhook['headers'], name: keyof WebhookHeaders): string {
  const value = headers instanceof Headers ? headers.get(name) : headers[name]
  if (typeof value !== 'string' || value === '') throw refused(`The webhook has no header ${name}.`)
  return value
}

function refused(message: string): QuoinError {
  return new QuoinError('invalid_signature', message)
}
