const encoder = new TextEncoder()

/** Hex SHA-256 of a text. */
export async function sha256Hex(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text)))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** HMAC-SHA-256 of a text, in base64url without padding. */
export async function hmacBase64Url(secret: string, text: string): Promise<string> {
  const mac = await hmacBase64(encoder.encode(secret), encoder.encode(text))
  return mac.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** HMAC-SHA-256 of bytes, in base64. */
export async function hmacBase64(secret: Uint8Array<ArrayBuffer>, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', secret, algorithm, false, ['sign'])
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes))
  return btoa(String.fromCharCode(...mac))
}

/** Compares without telling by its duration where the texts differ. */
export function equalInConstantTime(a: string, b: string): boolean {
  let difference = a.length ^ b.length
  for (let i = 0; i < b.length; i += 1) difference |= (a.charCodeAt(i) || 0) ^ b.charCodeAt(i)
  return difference === 0
}
