import type { ResolveHost } from '../runtime/resolve-host.ts'
import { isPublicAddress } from './public-address.ts'

/** What may be asked for artwork. */
export interface AssetUrlPolicy {
  /** Null where the runtime has no resolver: then only addresses that are written as such are judged. */
  readonly resolve: ResolveHost | null
  /** URLs that are taken whatever their scheme and address, such as the host's own in development. */
  readonly allowUrl: (url: URL) => boolean
}

/** What is to be thought of a URL. */
export type AssetUrlVerdict =
  | { readonly outcome: 'allowed'; readonly url: URL }
  | {
      readonly outcome: 'refused'
      readonly code: 'asset_url_invalid' | 'asset_url_not_public'
      readonly message: string
    }
  | { readonly outcome: 'unresolved'; readonly cause: unknown }

/** Names that mean the machine itself or a network of one's own. */
const innerNames = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|home\.arpa)$/

/**
 * Whether artwork may be fetched from there (F94): https, without credentials, at a host of which every address is
 * public. The URL is read as `fetch` reads it, so decimal, octal and hexadecimal addresses are seen for what they are.
 */
export async function judgeAssetUrl(text: string, { resolve, allowUrl }: AssetUrlPolicy): Promise<AssetUrlVerdict> {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^https?:$/.test(url.protocol)) return invalid('The artwork has no https URL.')
  if (url.username || url.password) return invalid('The URL of the artwork has credentials in it.')
  if (allowUrl(url)) return { outcome: 'allowed', url }
  if (url.protocol !== 'https:') return invalid('The URL of the artwork is not https.')
  const host = url.hostname.replace(/\.+$/, '')
  const literal = literalAddress(host)
  if (literal !== null) return isPublicAddress(literal) ? { outcome: 'allowed', url } : notPublic()
  // A name without a dot is one of the local network.
  if (!host.includes('.') || innerNames.test(host)) return notPublic()
  if (!resolve) return { outcome: 'allowed', url }
  try {
    const addresses = await resolve(host)
    if (addresses.length === 0) return { outcome: 'unresolved', cause: undefined }
    return addresses.every(isPublicAddress) ? { outcome: 'allowed', url } : notPublic()
  } catch (cause) {
    return { outcome: 'unresolved', cause }
  }
}

/** A host that ends in a number was read as IPv4; there are no such names. */
function literalAddress(host: string): string | null {
  if (host.startsWith('[')) return host.slice(1, -1)
  return /(^|\.)\d+$/.test(host) ? host : null
}

function invalid(message: string): AssetUrlVerdict {
  return { outcome: 'refused', code: 'asset_url_invalid', message }
}

function notPublic(): AssetUrlVerdict {
  const message =
    'The artwork is at an address that the print provider can not reach: it is not on the public internet.'
  return { outcome: 'refused', code: 'asset_url_not_public', message }
}
