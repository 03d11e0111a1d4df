import { readCallbackToken } from './callback-token.ts'

/** `unknown`: nothing tells, or nothing but that it is somewhere at this shop's address. */
export type CallbackOwner = 'ours' | 'elsewhere' | 'unknown'

/**
 * Whose a provider's order is, by where its callbacks go. A token made with the secret proves that it is ours, also after the
 * shop has moved to another address; only what is neither is elsewhere.
 *
 * @param callbackUrl as the provider shows it; null when it shows none.
 */
export async function callbackOwner(
  { publicUrl, secret }: { readonly publicUrl: string; readonly secret: string },
  callbackUrl: string | null,
): Promise<CallbackOwner> {
  const url = callbackUrl === null ? null : URL.parse(callbackUrl)
  if (!url || !/^https?:$/.test(url.protocol)) return 'unknown'
  const isOurs = await readCallbackToken(secret, url.searchParams.get('token')).then(
    () => true,
    () => false,
  )
  if (isOurs) return 'ours'
  return url.origin === new URL(publicUrl).origin ? 'unknown' : 'elsewhere'
}
