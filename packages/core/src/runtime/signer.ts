import { equalInConstantTime, hmacBase64Url } from './digest.ts'

/** Proves later that a text came from here. */
export interface Signer {
  /** HMAC-SHA-256 with the shop's secret, in base64url. What is signed for one purpose proves nothing for another. */
  sign(purpose: string, text: string): Promise<string>
  verify(purpose: string, text: string, signature: string): Promise<boolean>
}

/**
 * Signs texts, and tells later whether it was this shop that signed them.
 *
 * @param secret at least 16 characters of chance. Another secret ends the life of every signature.
 * @example
 * ```ts
 * import { createSigner } from '@quoin/core'
 *
 * const signer = createSigner('at least sixteen characters')
 * const signature = await signer.sign('unsubscribe', 'user_1')
 * await signer.verify('unsubscribe', 'user_1', signature) // true
 * ```
 */
export function createSigner(secret: string): Signer {
  const sign: Signer['sign'] = (purpose, text) => hmacBase64Url(secret, `${purpose}:${text}`)
  return {
    sign,
    verify: async (purpose, text, signature) => equalInConstantTime(signature, await sign(purpose, text)),
  }
}
