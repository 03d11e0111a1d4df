import { QuoinError } from '../../quoin-error.ts'
import type { Clock } from '../../runtime/clock.ts'

/** How to reach Prodigi. */
export interface ProdigiClientOptions {
  /** Keys of the sandbox and of production differ. Sent as `X-API-Key`, never logged. */
  readonly apiKey: string
  /** Nothing is printed in `sandbox`. There is no default: a guess here prints, or fails to. */
  readonly environment: 'sandbox' | 'production'
  /** An origin such as `http://127.0.0.1:4010`, for a simulator or a proxy. @default Prodigi's own */
  readonly baseUrl?: string
  /** @default the global `fetch` */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
  /** Reads a `Retry-After` that is a date. @default the machine's clock */
  readonly clock?: Clock
  /** @default 15000 */
  readonly readTimeoutMs?: number
  /** Prodigi itself gives up after 60 s; below that, an answer is lost that would still have come. @default 70000 */
  readonly writeTimeoutMs?: number
  /** Quick tries of a read after its first failure. Writes are never repeated here. @default 2 */
  readonly quickRetries?: number
  /** The wait before the first quick try; doubles. @default 200 */
  readonly quickRetryDelayMs?: number
}

const origins = { sandbox: 'https://api.sandbox.prodigi.com', production: 'https://api.prodigi.com' }

/** Where to send requests. @throws {@link QuoinError} `invalid_options`. */
export function requireOrigin({ environment, baseUrl }: ProdigiClientOptions): string {
  if (!Object.hasOwn(origins, environment)) throw invalidOption('environment', 'must be "sandbox" or "production"')
  if (baseUrl === undefined) return origins[environment]
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null
  const isOrigin = url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`
  if (!isOrigin) throw invalidOption('baseUrl', 'must be an origin such as http://127.0.0.1:4010')
  return url.origin
}

/**
 * Checked here because fetch would quote a key with a line break in its error.
 *
 * @throws {@link QuoinError} `invalid_options`.
 */
export function requireApiKey({ apiKey }: ProdigiClientOptions): string {
  if (typeof apiKey !== 'string' || !/^[\x21-\x7e]+$/.test(apiKey))
    throw invalidOption('apiKey', 'must be a key without spaces')
  return apiKey
}

function invalidOption(path: string, message: string): QuoinError {
  return new QuoinError('invalid_options', `Prodigi: ${path} ${message}.`, {
    issues: [{ path, code: 'invalid', message }],
  })
}
