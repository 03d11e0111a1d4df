import { type Clock, QuoinError, systemClock } from '@quoin/core'

/** Proof that somebody may see one order without signing in. */
export interface GuestLinks {
  /** A token for the link `…/orders/{id}/status?token=…`, good for this long. */
  sign(orderId: string, ttlMs: number): Promise<string>
  /** Whether the token was made for this order, with this secret, and has not run out. */
  verify(orderId: string, token: string): Promise<boolean>
}

/**
 * Signs and checks guest links: HMAC-SHA256 over the order's id and the end of the link's life.
 *
 * Nothing is stored. Who changes the secret ends every link.
 *
 * @param options.secret at least 32 characters of chance.
 * @throws {@link QuoinError} `invalid_options` when the secret is too short.
 * @example
 * ```ts
 * import { createGuestLinks } from '@quoin/http'
 *
 * const links = createGuestLinks({ secret: 'at-least-thirty-two-characters-long' })
 * const token = await links.sign('0198c5a0-7d51-7c3e-9d3f-1f0f7a7a0001', 30 * 24 * 3_600_000)
 * await links.verify('0198c5a0-7d51-7c3e-9d3f-1f0f7a7a0001', token) // true
 * ```
 */
export function createGuestLinks(options: { readonly secret: string; readonly clock?: Clock }): GuestLinks {
  const { secret, clock = systemClock } = options
  if (secret.length < 32) throw new QuoinError('invalid_options', 'guestLinkSecret needs at least 32 characters.')
  const text = new TextEncoder()
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = crypto.subtle.importKey('raw', text.encode(secret), algorithm, false, ['sign', 'verify'])
  const signed = (orderId: string, expiresAt: number) => text.encode(`guest-link:${orderId}:${expiresAt}`)
  return {
    async sign(orderId, ttlMs) {
      const expiresAt = clock.now().getTime() + ttlMs
      const signature = await crypto.subtle.sign('HMAC', await key, signed(orderId, expiresAt))
      return `${expiresAt}.${toHex(new Uint8Array(signature))}`
    },
    async verify(orderId, token) {
      const match = /^(\d{1,15})\.([0-9a-f]{64})$/.exec(token)
      const expiresAt = Number(match?.[1])
      if (!match?.[2] || expiresAt < clock.now().getTime()) return false
      return crypto.subtle.verify('HMAC', await key, fromHex(match[2]), signed(orderId, expiresAt))
    },
  }
}

/** When a token of ours runs out. */
export function expiryOf(token: string): Date {
  return new Date(Number.parseInt(token, 10))
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
}
