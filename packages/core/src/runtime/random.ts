/** Where Quoin gets chance from. Both must be unpredictable in production. */
export interface Random {
  /** A number in [0, 1), for jitter. */
  next(): number
  /** Bytes fit for secrets. */
  bytes(length: number): Uint8Array
}

/** Web Crypto's generator. */
export const systemRandom: Random = {
  next: () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 0x1_0000_0000,
  bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
}
