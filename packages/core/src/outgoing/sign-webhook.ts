import { QuoinError } from '../quoin-error.ts'
import { hmacBase64 } from '../runtime/digest.ts'
import { webhookKeys } from './webhook-secret.ts'

/** A webhook before it is sent. */
export interface UnsignedWebhook {
  /** Of letters, digits, `_` and `-`; the same whenever the same thing is sent again, so that receivers know it. */
  readonly id: string
  /** The exact text of the request. */
  readonly body: string
  /** When it is sent: a repeat has a time of its own. */
  readonly at: Date
  /** `whsec_` and the base64 of 24 to 64 bytes. Several while one replaces another: it is signed with each. */
  readonly secret: string | readonly string[]
}

/** The headers that Standard Webhooks adds to a request. */
export interface WebhookHeaders {
  readonly 'webhook-id': string
  /** Seconds since 1970. */
  readonly 'webhook-timestamp': string
  /** `v1,` and a base64 HMAC-SHA-256 for each secret, between spaces. */
  readonly 'webhook-signature': string
}

/** A full stop would let a part of an id be read as a time. */
const idForm = /^[\w-]{1,255}$/

/**
 * Signs a webhook as Standard Webhooks has it, so that receivers can verify it with `verifyWebhook` or the library of
 * their own language.
 *
 * Source: {@link https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md}.
 *
 * @throws {@link QuoinError} `invalid_options` naming `id`, `at` or `secret`.
 * @example
 * ```ts
 * import { signWebhook } from '@quoin/core/outgoing'
 *
 * const body = JSON.stringify({ type: 'stock.low', sku: 'GLOBAL-FAP-16X24' })
 * const secret = 'whsec_Zm91ciBhbmQgdHdlbnR5IGJ5dGVzIG9mIGNoYW5jZQ=='
 * const headers = await signWebhook({ id: crypto.randomUUID(), body, at: new Date(), secret })
 * await fetch('https://stock.example/hooks', { method: 'POST', headers: { ...headers }, body })
 * ```
 */
export async function signWebhook({ id, body, at, secret }: UnsignedWebhook): Promise<WebhookHeaders> {
  if (!idForm.test(id)) throw new QuoinError('invalid_options', 'id: needs 1 to 255 letters, digits, "_" and "-".')
  const seconds = Math.floor(at.getTime() / 1_000)
  if (Number.isNaN(seconds)) throw new QuoinError('invalid_options', 'at: needs to be a time.')
  const signatures = await webhookSignatures(webhookKeys(secret), id, String(seconds), new TextEncoder().encode(body))
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': signatures.join(' ') }
}

/** One for each key. */
export function webhookSignatures(
  keys: readonly Uint8Array<ArrayBuffer>[],
  id: string,
  timestamp: string,
  body: Uint8Array,
): Promise<string[]> {
  const start = new TextEncoder().encode(`${id}.${timestamp}.`)
  return Promise.all(keys.map(async (key) => `v1,${await hmacBase64(key, [start, body])}`))
}
