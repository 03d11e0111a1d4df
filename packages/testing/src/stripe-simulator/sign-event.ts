import { createHmac } from 'node:crypto'

/**
 * The `Stripe-Signature` header of a body, as Stripe makes it.
 *
 * Source: {@link https://docs.stripe.com/webhooks#verify-manually}.
 *
 * @param payload the exact text or bytes that are sent.
 * @param secret several while one is being replaced: each signs.
 * @param at the instant that the signature claims.
 * @example
 * ```ts
 * import { signEvent } from '@quoin/testing'
 *
 * const body = JSON.stringify({ id: 'evt_1' })
 * const signature = signEvent(body, 'whsec_test', new Date('2026-01-01T00:00:00Z'))
 * ```
 */
export function signEvent(payload: string | Uint8Array, secret: string | readonly string[], at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000)
  const signatures = [secret].flat().map((each) => {
    return `v1=${createHmac('sha256', each).update(`${seconds}.`).update(payload).digest('hex')}`
  })
  return [`t=${seconds}`, ...signatures].join(',')
}
