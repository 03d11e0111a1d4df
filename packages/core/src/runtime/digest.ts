import { hmacSha256 } from './hmac-sha256.ts'
import { nodeCrypto } from './node-crypto.ts'

const encoder = new TextEncoder()

/** Hex SHA-256 of a text. */
export async function sha256Hex(text: string): Promise<string> {
  return nodeCrypto ? nodeCrypto.createHash('sha256').update(text).digest('hex') : webSha256Hex(text)
}

/** The same by Web Crypto, which every runtime has. */
export async function webSha256Hex(text: string): Promise<string> {
  return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text))))
}

/** Two digits in lower case for each byte. */
export function hexOf(bytes: Uint8Array): string {
  let hex = ''
  for (const byte of bytes) hex += hexOfByte[byte]
  return hex
}

const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** HMAC-SHA-256 of a text, in base64url without padding. */
export async function hmacBase64Url(secret: string, text: string): Promise<string> {
  const mac = base64(await hmacSha256(secret, [encoder.encode(text)]))
  return mac.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** HMAC-SHA-256 of some parts, one after the other, in base64. */
export async function hmacBase64(secret: Uint8Array<ArrayBuffer>, parts: readonly Uint8Array[]): Promise<string> {
  return base64(await hmacSha256(secret, parts))
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}

/** Compares without telling by its duration where the texts differ. */
export function equalInConstantTime(a: string, b: string): boolean {
  let difference = a.length ^ b.length
  for (let i = 0; i < b.length; i += 1) difference |= (a.charCodeAt(i) || 0) ^ b.charCodeAt(i)
  return difference === 0
}
