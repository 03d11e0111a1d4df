import { nodeCrypto } from './node-crypto.ts'

/** HMAC-SHA256 of some parts, one after the other. The key is its bytes, or a text in UTF-8. */
export type HmacSha256 = (
  key: string | Uint8Array<ArrayBuffer>,
  parts: readonly Uint8Array[],
) => Uint8Array | Promise<Uint8Array>

/** By Web Crypto, which every runtime has. */
export const webHmacSha256: HmacSha256 = async (key, parts) => {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const bytes = typeof key === 'string' ? new TextEncoder().encode(key) : key
  const secret = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign(algorithm, secret, join(parts)))
}

/** By Node's own crypto, which is about six times as fast for a webhook; undefined where there is none. */
export const nodeHmacSha256: HmacSha256 | undefined =
  nodeCrypto &&
  ((key, parts) => {
    const hmac = nodeCrypto.createHmac('sha256', key)
    for (const part of parts) hmac.update(part)
    return hmac.digest()
  })

/** The faster one that this runtime has. */
export const hmacSha256: HmacSha256 = nodeHmacSha256 ?? webHmacSha256

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    joined.set(part, offset)
    offset += part.length
  }
  return joined
}
