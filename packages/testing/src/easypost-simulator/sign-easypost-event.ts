import { createHmac } from 'node:crypto'

/**
 * The `X-Hmac-Signature` header of a body, as EasyPost makes it.
 *
 * @param payload the exact text or bytes that are sent.
 * @example
 * ```ts
 * import { signEasypostEvent } from '@quoin/testing'
 *
 * const signature = signEasypostEvent(JSON.stringify({ id: 'evt_1' }), 'the secret of the webhook')
 * ```
 */
export function signEasypostEvent(payload: string | Uint8Array, secret: string): string {
  return `hmac-sha256-hex=${createHmac('sha256', secret.normalize('NFKD')).update(payload).digest('hex')}`
}
