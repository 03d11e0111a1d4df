/** Where Quoin gets chance from. Both must be unpredictable in production. */
export interface Random {
  /** A number in [0, 1), for jitter. */
  next(): number
  /** Bytes fit for secrets. */
  bytes(length: number): Uint8Array
}

/** A call of the generator costs some microseconds however little it is asked for, and an order has dozens of ids. */
const block = new Uint8Array(512)
let used = block.length

/** Web Crypto's generator. */
export const systemRandom: Random = {
  next: () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 0x1_0000_0000,
  bytes(length) {
    if (length > 32) return crypto.getRandomValues(new Uint8Array(length))
    if (used + length > block.length) {
      crypto.getRandomValues(block)
      used = 0
    }
    const bytes = block.slice(used, used + length)
    // What was handed out is not kept.
    block.fill(0, used, used + length)
    used += length
    return bytes
  },
}
