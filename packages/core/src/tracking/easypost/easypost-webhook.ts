import * as z from 'zod/mini'
import { QuoinError } from '../../quoin-error.ts'
import type { TrackingDelivery, TrackingEvent } from '../tracking-provider.ts'

const encoder = new TextEncoder()
const utf8 = new TextDecoder('utf-8', { fatal: true })
const longestId = 255
const id = z.string().check(z.minLength(1), z.maxLength(longestId))

const eventSchema = z.object({
  id,
  description: z.string(),
  mode: z.catch(z.nullable(z.string()), null),
  result: z.optional(z.unknown()),
})
const trackerSchema = z.object({ id })
const ofInterest: readonly string[] = ['tracker.created', 'tracker.updated']

/**
 * Checks a delivery's `X-Hmac-Signature` over its raw bytes: hex HMAC-SHA-256 under the secret in Unicode's form NFKD.
 *
 * @throws {@link QuoinError} `invalid_signature`.
 */
export async function verifyEasypostSignature(
  { body, headers }: Pick<TrackingDelivery, 'body' | 'headers'>,
  secrets: readonly string[],
): Promise<void> {
  const header = headers.get('x-hmac-signature')
  if (header === null) throw refused('The delivery has no X-Hmac-Signature header.')
  const hex = /^hmac-sha256-hex=([0-9a-f]{64})$/i.exec(header.trim())?.[1]
  if (hex === undefined) throw refused('The X-Hmac-Signature header is malformed.')
  const signature = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  for (const secret of secrets) {
    const algorithm = { name: 'HMAC', hash: 'SHA-256' }
    const bytes = encoder.encode(secret.normalize('NFKD'))
    const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['verify'])
    for (const signed of candidates(body)) {
      if (await crypto.subtle.verify('HMAC', key, signature, signed)) return
    }
  }
  throw refused('No signature of the delivery matches its bytes: another secret, or a body that was changed.')
}

/** The bytes as they came; and as they were sent, should somebody on the way have written a weight of `17.0` as `17`. */
function candidates(body: Uint8Array): Uint8Array<ArrayBuffer>[] {
  const given = new Uint8Array(body)
  const text = new TextDecoder().decode(given)
  const repaired = text.replace(/("weight":\s*)(\d+)(\s*)(?=[,}])/g, '$1$2.0$3')
  return repaired === text ? [given] : [given, encoder.encode(repaired)]
}

/**
 * Reads what a verified delivery is about. Trackers of the other mode are none of ours.
 *
 * @param mode null: of either.
 * @throws {@link QuoinError} `malformed_webhook`.
 */
export function readEasypostEvent(body: Uint8Array, mode: 'test' | 'production' | null): TrackingEvent {
  const event = eventSchema.safeParse(parseJson(body))
  if (!event.success) throw new QuoinError('malformed_webhook', 'The delivery is no event of EasyPost.')
  const { id: eventId, description: type, mode: ofEvent, result } = event.data
  const isOurs = mode === null || ofEvent === null || ofEvent === mode
  if (!isOurs || !ofInterest.includes(type)) return { id: eventId, type, trackerId: null }
  const tracker = trackerSchema.safeParse(result)
  if (!tracker.success) throw new QuoinError('malformed_webhook', 'The event of EasyPost does not name its tracker.')
  return { id: eventId, type, trackerId: tracker.data.id }
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(body))
  } catch {
    return undefined
  }
}

function refused(message: string): QuoinError {
  return new QuoinError('invalid_signature', message)
}
