import { QuoinError } from '../quoin-error.ts'

const form = /^whsec_((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/
const [fewestBytes, mostBytes] = [24, 64]

/**
 * The key of a Standard Webhooks secret; null when it is none: `whsec_` and the base64 of 24 to 64 bytes.
 *
 * Source: {@link https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md}.
 */
export function webhookKey(secret: string): Uint8Array<ArrayBuffer> | null {
  const base64 = form.exec(secret)?.[1]
  if (base64 === undefined) return null
  const key = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  return key.length >= fewestBytes && key.length <= mostBytes ? key : null
}

/** @throws {@link QuoinError} `invalid_options` without a secret, or with one that is none; never with its text. */
export function webhookKeys(secret: string | readonly string[]): readonly Uint8Array<ArrayBuffer>[] {
  const secrets = typeof secret === 'string' ? [secret] : secret
  const keys = secrets.map(webhookKey).filter((key) => key !== null)
  if (keys.length === 0 || keys.length < secrets.length) {
    throw new QuoinError('invalid_options', 'secret: needs whsec_ and the base64 of 24 to 64 bytes, once or more.')
  }
  return keys
}
