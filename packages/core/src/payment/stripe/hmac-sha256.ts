/** HMAC-SHA256 of some parts, one after the other, under a text key. */
export type HmacSha256 = (key: string, parts: readonly Uint8Array[]) => Uint8Array | Promise<Uint8Array>

/** By Web Crypto, which every runtime has. */
export const webHmacSha256: HmacSha256 = async (key, parts) => {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const secret = await crypto.subtle.importKey('raw', new TextEncoder().encode(key), algorithm, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign(algorithm, secret, join(parts)))
}

/** By Node's own crypto, which is about six times as fast for a webhook; undefined on other runtimes. */
export const nodeHmacSha256: HmacSha256 | undefined = (() => {
  // Through the global, so that bundlers for other runtimes find no Node module to resolve.
  const nodeCrypto = globalThis.process?.getBuiltinModule?.('node:crypto')
  if (nodeCrypto === undefined) return undefined
  return (key: string, parts: readonly Uint8Array[]) => {
    const hmac = nodeCrypto.createHmac('sha256', key)
    for (const part of parts) hmac.update(part)
    return hmac.digest()
  }
})()

/** The faster one that this runtime has. */
export const hmacSha256: HmacSha256 = nodeHmacSha256 ?? webHmacSha256

/** Whether two byte strings are equal, in a time that tells nothing about where they differ. */
export function equalInConstantTime(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (const [index, byte] of a.entries()) difference |= byte ^ (b[index] ?? 0)
  return difference === 0
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    joined.set(part, offset)
    offset += part.length
  }
  return joined
}
