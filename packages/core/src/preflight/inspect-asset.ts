import { withDeadline } from '../calls/with-deadline.ts'
import { type ResolveHost, systemResolveHost } from '../runtime/resolve-host.ts'
import type { AssetHead } from './asset-head.ts'
import { type AssetUrlPolicy, type AssetUrlVerdict, judgeAssetUrl } from './asset-url.ts'
import type { PreflightErrorCode, PreflightIssue } from './preflight-issue.ts'
import { defaultPreflightLimits as defaults } from './preflight-limits.ts'
import { readResponseHead } from './read-response-head.ts'
import { within } from './within.ts'

/** How artwork is looked at. */
export interface InspectAssetOptions {
  /** @default the global `fetch` */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
  /** Null for none. @default the machine's own, where the runtime has one */
  readonly resolve?: ResolveHost | null
  /** URLs that are taken whatever their scheme and address. @default none */
  readonly allowUrl?: (url: URL) => boolean
  /** @default 5000 */
  readonly timeoutMs?: number
  /** @default 3 */
  readonly redirectsMax?: number
  /** How much of a file is read. @default 262144 */
  readonly headBytesMax?: number
  /** Calls it off; then the promise rejects with its reason. @default none */
  readonly signal?: AbortSignal
}

/** What was seen of artwork. */
export type AssetInspection =
  | { readonly outcome: 'inspected'; readonly head: AssetHead }
  | ({ readonly outcome: 'refused' } & Pick<PreflightIssue<PreflightErrorCode>, 'code' | 'message' | 'details'>)
  /** Nobody knows: its server, its name or the way there failed, which can be another in a minute. */
  | { readonly outcome: 'not_checked'; readonly reason: AssetTrouble }

/** Why artwork could not be looked at. */
export type AssetTrouble = 'timeout' | 'unreachable' | 'unresolved' | 'server_error' | 'unexpected_answer'

type Setting = AssetUrlPolicy &
  Required<Pick<InspectAssetOptions, 'fetch' | 'redirectsMax' | 'headBytesMax' | 'signal'>>

/**
 * Looks at artwork as the print provider will: over https, from the public internet, and what kind of file it is. Reads
 * its first bytes only.
 *
 * Codes: `asset_url_invalid`, `asset_url_not_public`, `asset_unreachable`, `asset_redirects`, `asset_type_unsupported`.
 *
 * Every redirect is judged like the first URL, and a name is looked up before and after it is called, so one that changes
 * its address in between is seen. Between a look-up and a call it can still change and change back: `fetch` can't be told
 * which address to take. Where that matters, pass a `fetch` that connects to judged addresses only. Nothing of what is
 * read is passed on but the kind of file and its size.
 *
 * @example
 * ```ts
 * import { inspectAsset } from '@quoin/core/preflight'
 *
 * const seen = await inspectAsset('https://example.com/print.jpg')
 * if (seen.outcome === 'inspected' && seen.head.type !== 'pdf') console.log(seen.head.size)
 * ```
 */
export function inspectAsset(url: string, options: InspectAssetOptions = {}): Promise<AssetInspection> {
  return withDeadline(options.timeoutMs ?? defaults.timeoutMs, options.signal, (signal) =>
    inspect(url, options, signal),
  )
}

async function inspect(url: string, options: InspectAssetOptions, signal: AbortSignal): Promise<AssetInspection> {
  const setting: Setting = {
    fetch: options.fetch ?? ((...request) => globalThis.fetch(...request)),
    resolve: options.resolve === undefined ? systemResolveHost() : options.resolve,
    allowUrl: options.allowUrl ?? (() => false),
    redirectsMax: options.redirectsMax ?? defaults.redirectsMax,
    headBytesMax: options.headBytesMax ?? defaults.headBytesMax,
    signal,
  }
  try {
    const inspection = await within(signal, follow(url, setting))
    options.signal?.throwIfAborted()
    return inspection
  } catch (error) {
    if (options.signal?.aborted || !signal.aborted) throw error
    return { outcome: 'not_checked', reason: 'timeout' }
  }
}

async function follow(first: string, setting: Setting): Promise<AssetInspection> {
  let next = first
  for (let redirects = 0; redirects <= setting.redirectsMax; redirects += 1) {
    const verdict = await judgeAssetUrl(next, setting)
    if (verdict.outcome !== 'allowed') return told(verdict)
    const response = await call(verdict.url, setting)
    if (!response) return { outcome: 'not_checked', reason: setting.signal.aborted ? 'timeout' : 'unreachable' }
    const target = redirectOf(response, verdict.url)
    if (target === null) return await read(response, verdict.url, setting)
    await hangUp(response)
    next = target
  }
  const message = `The artwork is behind more than ${setting.redirectsMax} redirects.`
  return { outcome: 'refused', code: 'asset_redirects', message }
}

/** Null when there is no answer. */
async function call(url: URL, { fetch, headBytesMax, signal }: Setting): Promise<Response | null> {
  const headers = { accept: 'image/jpeg, image/png, application/pdf', range: `bytes=0-${headBytesMax - 1}` }
  try {
    return await fetch(url.href, { headers, redirect: 'manual', signal })
  } catch {
    return null
  }
}

/** A redirect to nowhere is an empty text, which is refused as any other that is no URL. */
function redirectOf({ status, headers }: Response, base: URL): string | null {
  if (![301, 302, 303, 307, 308].includes(status)) return null
  const location = headers.get('location') ?? ''
  return location && URL.canParse(location, base) ? new URL(location, base).href : ''
}

async function read(response: Response, url: URL, setting: Setting): Promise<AssetInspection> {
  const verdict = await judgeAssetUrl(url.href, setting)
  const objection = verdict.outcome === 'refused' ? verdict : objectionTo(response)
  if (objection) {
    await hangUp(response)
    return objection
  }
  try {
    const reading = await readResponseHead(response, setting.headBytesMax)
    if (reading.outcome === 'unsupported' || reading.head === null) return unsupported
    return { outcome: 'inspected', head: reading.head }
  } catch {
    return { outcome: 'not_checked', reason: setting.signal.aborted ? 'timeout' : 'unreachable' }
  }
}

/** Null for an answer with a file in it. */
function objectionTo({ ok, status }: Response): AssetInspection | null {
  if (ok) return null
  // There is nothing to give the beginning of.
  if (status === 416) return unsupported
  if (status >= 500 || [408, 425, 429].includes(status)) return { outcome: 'not_checked', reason: 'server_error' }
  if (status < 400) return { outcome: 'not_checked', reason: 'unexpected_answer' }
  const message = `The server of the artwork answers ${status}.`
  return { outcome: 'refused', code: 'asset_unreachable', message, details: { status } }
}

const unsupported: AssetInspection = {
  outcome: 'refused',
  code: 'asset_type_unsupported',
  message: 'The artwork is no JPEG, PNG or PDF.',
}

function told(verdict: Exclude<AssetUrlVerdict, { outcome: 'allowed' }>): AssetInspection {
  return verdict.outcome === 'refused' ? verdict : { outcome: 'not_checked', reason: 'unresolved' }
}

async function hangUp(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => {})
}
