import { createHash, createHmac } from 'node:crypto'

/**
 * Runs something in which hashes are made at once: Web Crypto makes them on other threads, and when those are done is nobody's to
 * foretell. Only what Quoin asks of it is there.
 */
export async function withSteadyCrypto<Result>(run: () => Promise<Result>): Promise<Result> {
  const real = Object.getOwnPropertyDescriptor(globalThis, 'crypto')
  Object.defineProperty(globalThis, 'crypto', { value: { subtle }, configurable: true })
  try {
    return await run()
  } finally {
    if (real) Object.defineProperty(globalThis, 'crypto', real)
  }
}

const subtle = {
  digest: async (_algorithm: string, bytes: Uint8Array) => createHash('sha256').update(bytes).digest(),
  importKey: async (_format: string, bytes: Uint8Array) => bytes,
  sign: async (_algorithm: unknown, key: Uint8Array, bytes: Uint8Array) =>
    createHmac('sha256', key).update(bytes).digest(),
}
