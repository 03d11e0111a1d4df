/**
 * Allows artwork of the app itself, for a sandbox that fetches nothing: whatever is below its public URL, also without
 * https and on loopback. Never for production, where the print provider has to reach it.
 *
 * @param publicUrl such as `http://127.0.0.1:3000` or `https://shop.example/app`.
 * @example
 * ```ts
 * import { allowUrlsBelow } from '@quoin/core/preflight'
 *
 * const allowUrl = allowUrlsBelow('http://127.0.0.1:3000')
 * allowUrl(new URL('http://127.0.0.1:3000/art/lighthouse.jpg')) // true
 * ```
 */
export function allowUrlsBelow(publicUrl: string): (url: URL) => boolean {
  const base = new URL(publicUrl)
  const path = base.pathname.endsWith('/') ? base.pathname : `${base.pathname}/`
  return (url) => url.origin === base.origin && url.pathname.startsWith(path)
}
