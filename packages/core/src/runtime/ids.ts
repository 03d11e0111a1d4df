import type { Clock } from './clock.ts'
import { hexOf } from './digest.ts'
import type { Random } from './random.ts'

/** Makes the names of things. */
export interface Ids {
  /** A UUIDv7: unique, and in the order of time, which keeps indexes small. */
  uuid(): string
  /** A short number for people to read aloud: unguessable, without letters that look or sound alike. */
  orderNumber(): string
}

// Crockford's alphabet without the letters that are mistaken for digits or each other when spoken.
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * Ids from a clock and a source of chance; the same inputs make the same ids.
 *
 * @example
 * ```ts
 * import { createIds, systemClock, systemRandom } from '@quoin/core'
 *
 * const ids = createIds(systemClock, systemRandom)
 * ids.orderNumber() // such as '7KQ2M-9XW4T'
 * ```
 */
export function createIds(clock: Clock, random: Random): Ids {
  return {
    uuid: () => uuidV7(clock.now().getTime(), random.bytes(10)),
    orderNumber: () => {
      const letters = Array.from(unbiased(random, 10), (index) => alphabet[index])
      return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`
    },
  }
}

/** RFC 9562, section 5.7. */
function uuidV7(unixMs: number, random: Uint8Array): string {
  const hex = hexOf(random)
  const time = unixMs.toString(16).padStart(12, '0')
  const variant = (8 + (Number.parseInt(hex.slice(3, 4), 16) & 3)).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`
}

const numberPattern = new RegExp(`^[${alphabet}]{5}-[${alphabet}]{5}$`)

/** Whether a text could be an order's number. */
export function isOrderNumber(text: string): boolean {
  return numberPattern.test(text)
}

function unbiased(random: Random, count: number): number[] {
  const limit = 256 - (256 % alphabet.length)
  const found: number[] = []
  while (found.length < count) {
    for (const byte of random.bytes(count * 2))
      if (byte < limit && found.length < count) found.push(byte % alphabet.length)
  }
  return found
}
