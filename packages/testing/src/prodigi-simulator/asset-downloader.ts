import { createHash } from 'node:crypto'
import type { Clock } from '@quoin/core'
import { createUnderWay } from '../simulator/under-way.ts'
import type { Download } from './download-assets.ts'
import { writeInstant } from './instant.ts'
import type { Asset } from './prodigi-order.ts'

/** How artwork is really fetched. */
export interface DownloadOptions {
  /** @default the global `fetch` */
  readonly fetch?: typeof fetch
  /** A larger file fails. @default 100 MB */
  readonly maxBytes?: number
  /** For one file, from the first byte asked to the last one read. @default 30_000 */
  readonly timeoutMs?: number
}

/** An attempt to fetch an asset, and what was wrong with it. */
export interface AssetFetch {
  readonly at: string
  readonly orderId: string
  readonly assetId: string
  readonly url: string
  /** Null when it was fetched. `wrong_md5`: not the file that the order speaks of. */
  readonly problem: 'not_http' | 'unreachable' | 'timed_out' | 'too_large' | 'wrong_md5' | `status_${number}` | null
}

const megabyte = 1_000_000

/** Fetches artwork, one attempt at a time for each file. It never throws. */
export function createAssetDownloader(
  { fetch: get = fetch, maxBytes = 100 * megabyte, timeoutMs = 30_000 }: DownloadOptions,
  clock: Clock,
) {
  const log: AssetFetch[] = []
  const underWay = createUnderWay()
  const stopped = new AbortController()

  async function attempt(orderId: string, { id, url, md5Hash }: Asset): Promise<Download> {
    const at = writeInstant(clock.now())
    const fetched = await md5Of(url)
    const isWrong = md5Hash !== null && 'md5Hash' in fetched && fetched.md5Hash !== md5Hash.toLowerCase()
    const result = isWrong ? ({ problem: 'wrong_md5' } as const) : fetched
    log.push({ at, orderId, assetId: id, url, problem: 'problem' in result ? result.problem : null })
    return { assetId: id, md5Hash: 'md5Hash' in result ? result.md5Hash : null }
  }

  async function md5Of(url: string): Promise<{ md5Hash: string } | { problem: NonNullable<AssetFetch['problem']> }> {
    if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) return { problem: 'not_http' }
    const inTime = AbortSignal.timeout(timeoutMs)
    try {
      const response = await get(url, { signal: AbortSignal.any([inTime, stopped.signal]) })
      if (!response.ok) {
        await response.body?.cancel()
        return { problem: `status_${response.status}` }
      }
      const md5Hash = await hashUpTo(maxBytes, response)
      return md5Hash === null ? { problem: 'too_large' } : { md5Hash }
    } catch {
      return { problem: inTime.aborted ? 'timed_out' : 'unreachable' }
    }
  }

  return {
    /** Fetches an order's assets, and then tells of all of them at once. */
    download(orderId: string, assets: readonly Asset[], landed: (downloads: readonly Download[]) => void): void {
      underWay.add(Promise.all(assets.map((asset) => attempt(orderId, asset))).then(landed))
    },
    log: (): readonly AssetFetch[] => [...log],
    idle: underWay.idle,
    /** Gives up what is under way. */
    async stop(): Promise<void> {
      stopped.abort()
      await underWay.idle()
    },
  }
}

export type AssetDownloader = ReturnType<typeof createAssetDownloader>

/** Null when there is more. */
async function hashUpTo(maxBytes: number, response: Response): Promise<string | null> {
  const hash = createHash('md5')
  const reader = response.body?.getReader()
  let bytes = 0
  for (let chunk = await reader?.read(); chunk?.value; chunk = await reader?.read()) {
    bytes += chunk.value.byteLength
    if (bytes > maxBytes) {
      await reader?.cancel()
      return null
    }
    hash.update(chunk.value)
  }
  return hash.digest('hex')
}
