import { QuoinError } from '../quoin-error.ts'
import { equalInConstantTime, hmacBase64Url } from '../runtime/digest.ts'

/**
 * The token of a callback URL: which fulfillment it is for, and proof that the URL came from here. It gives no authority:
 * whoever has it can only make us read the order from its provider (S02).
 */
export async function signCallbackToken(secret: string, fulfillmentId: string): Promise<string> {
  return `${fulfillmentId}.${await hmacBase64Url(secret, `callback:${fulfillmentId}`)}`
}

/**
 * The fulfillment of a token.
 *
 * @throws {@link QuoinError} `invalid_callback_token` when the token was not made with this secret.
 */
export async function readCallbackToken(secret: string, token: string | null | undefined): Promise<string> {
  const fulfillmentId = token?.split('.')[0] ?? ''
  const expected = await signCallbackToken(secret, fulfillmentId)
  if (!token || !equalInConstantTime(token, expected)) {
    throw new QuoinError('invalid_callback_token', 'The callback has no valid token.')
  }
  return fulfillmentId
}
