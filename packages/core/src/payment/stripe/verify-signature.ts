import { QuoinError } from '../../quoin-error.ts'
import { equalInConstantTime, hexOf } from '../../runtime/digest.ts'
import { type HmacSha256, hmacSha256 } from '../../runtime/hmac-sha256.ts'
import type { WebhookDelivery } from '../payment-provider.ts'

/** How far a signature's time may be from ours, in both directions: Stripe's own tolerance. */
const toleranceMs = 300_000

/**
 * Checks a delivery's `Stripe-Signature` over its raw bytes. Any signature of the header may match any of the secrets,
 * so that a secret can be rolled without a gap. Unlike Stripe's own library it refuses times in the future too.
 *
 * Source: {@link https://docs.stripe.com/webhooks#verify-manually}.
 *
 * @throws {@link QuoinError} `invalid_signature`.
 */
export async function verifySignature(
  delivery: WebhookDelivery,
  secrets: readonly string[],
  hmac: HmacSha256 = hmacSha256,
): Promise<void> {
  if (delivery.signature === null) throw refused('The delivery has no Stripe-Signature header.')
  const { timestamp, signatures } = readHeader(delivery.signature)
  const signed = [new TextEncoder().encode(`${timestamp}.`), delivery.body]
  const expected = await Promise.all(secrets.map(async (secret) => hexOf(await hmac(secret, signed))))
  if (!expected.some((digest) => signatures.some((signature) => equalInConstantTime(digest, signature)))) {
    throw refused('No signature of the delivery matches its bytes: another secret, or a body that was changed.')
  }
  const ageMs = delivery.now.getTime() - Number(timestamp) * 1000
  if (ageMs > toleranceMs) throw refused('The signature is too old.')
  if (ageMs < -toleranceMs) throw refused('The signature is dated in the future.')
}

function readHeader(header: string): { timestamp: string; signatures: readonly string[] } {
  const parts = header.split(',').map((part) => part.trim())
  const values = (name: string): string[] =>
    parts.filter((part) => part.startsWith(`${name}=`)).map((part) => part.slice(name.length + 1))
  const [timestamp, ...others] = values('t')
  if (timestamp === undefined || others.length > 0 || !/^\d{1,12}$/.test(timestamp)) {
    throw refused('The Stripe-Signature header is malformed: it has no single time.')
  }
  const signatures = values('v1').filter((hex) => /^[0-9a-f]{64}$/i.test(hex))
  if (signatures.length === 0) throw refused('The Stripe-Signature header is malformed: it has no v1 signature.')
  return { timestamp, signatures: signatures.map((hex) => hex.toLowerCase()) }
}

function refused(message: string): QuoinError {
  return new QuoinError('invalid_signature', message)
}
