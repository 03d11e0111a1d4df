import type { Random } from '@quoin/core'

/**
 * A {@link Random} that gives the same values for the same seed. For tests and simulations: anyone can foretell it.
 *
 * The generator is Mulberry32: 32 bits of state, even enough for choices and ids in a test.
 *
 * @param seed a whole number, or text that is hashed to one.
 * @example
 * ```ts
 * import { createSeededRandom } from '@quoin/testing'
 *
 * createSeededRandom(7).next() === createSeededRandom(7).next() // true
 * ```
 */
export function createSeededRandom(seed: number | string): Random {
  let state = typeof seed === 'string' ? hash(seed) : seed | 0
  function nextUint32(): number {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return (bits ^ (bits >>> 14)) >>> 0
  }
  return {
    next: () => nextUint32() / 0x1_0000_0000,
    bytes: (length) => Uint8Array.from({ length }, () => nextUint32() & 0xff),
  }
}

/** FNV-1a, so that near texts start far apart. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193)
  return value | 0
}
