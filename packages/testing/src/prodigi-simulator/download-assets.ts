import { createHash } from 'node:crypto'
import { allocateLabs } from './allocate-labs.ts'
import { withDetails, withIssues } from './order-change.ts'
import type { Asset, Issue, Item, ProdigiOrder } from './prodigi-order.ts'
import type { Shop } from './shop.ts'
import type { SimulatedOrder, Step } from './simulated-order.ts'

const downloadAttemptsMax = 10

/** What came of an attempt to download an asset: the file's MD5, or null where it was not to be had. */
export interface Download {
  readonly assetId: string
  readonly md5Hash: string | null
}

export function startDownload(order: SimulatedOrder): Step {
  return { order: withDetails(order, { downloadAssets: 'InProgress' }), tells: [], fetches: missingAssets(order.body) }
}

/** The end of one attempt, whose files were fetched or only thought of. It fails as often as the plan says. */
export function finishDownload(order: SimulatedOrder, at: Date, shop: Shop): Step {
  const attempt = order.downloadAttempts + 1
  const isMeantToFail = attempt <= (order.plan.failedDownloads ?? 0)
  const downloads = isMeantToFail ? [] : (order.downloads ?? missingAssets(order.body).map(imagine))
  const body = isMeantToFail || downloads === 'under_way' ? order.body : withDownloads(order.body, downloads)
  const tried: SimulatedOrder = { ...order, body, downloadAttempts: attempt, downloads: null }
  const fetches = missingAssets(body)
  if (fetches.length === 0) return allDownloaded(tried)
  if (attempt >= downloadAttemptsMax) return { order: giveUpDownload(tried, at, shop), tells: [] }
  const issues = downloadIssues(body, 'order.items.assets.NotDownloaded', (item, { printArea, url }) => {
    const failed = `Download attempt ${attempt} of ${downloadAttemptsMax} failed`
    return `Warning: ${failed} for '${printArea}' asset on item '${item.id}' at location '${url}'`
  })
  return { order: withIssues(tried, issues), tells: [], fetches }
}

function allDownloaded(order: SimulatedOrder): Step {
  const downloaded = withIssues(withDetails(order, { downloadAssets: 'Complete' }), [])
  const { packingSlip } = downloaded.body
  const body: ProdigiOrder = {
    ...downloaded.body,
    packingSlip: packingSlip && { ...packingSlip, status: 'Success' },
  }
  return { order: { ...downloaded, body }, tells: [{ type: 'status.stage.changed#InProgress', body }] }
}

/** A lab is chosen all the same, and the stage stays: only the issue tells. */
function giveUpDownload(order: SimulatedOrder, at: Date, shop: Shop): SimulatedOrder {
  const { order: allocated } = allocateLabs(order, at, shop)
  const issues = downloadIssues(order.body, 'order.items.assets.FailedToDownloaded', (item, { printArea, url }) => {
    return `File not downloaded for item '${item.id}' asset '${printArea}' at location '${url}'`
  })
  const failed = withDetails(withIssues(allocated, issues), {
    downloadAssets: 'Error',
    printReadyAssetsPrepared: 'NotStarted',
  })
  const items = failed.body.items.map((item): Item => {
    if (!item.assets.some(isMissing)) return item
    const assets = item.assets.map((asset): Asset => (isMissing(asset) ? { ...asset, status: 'Error' } : asset))
    return { ...item, status: 'Invalid', assets }
  })
  return { ...failed, body: { ...failed.body, items, charges: [] } }
}

function withDownloads(body: ProdigiOrder, downloads: readonly Download[]): ProdigiOrder {
  const items = body.items.map((item): Item => {
    const assets = item.assets.map((asset): Asset => {
      const md5Hash = downloads.find(({ assetId }) => assetId === asset.id)?.md5Hash
      return md5Hash ? { ...asset, md5Hash, thumbnailUrl: thumbnail(asset.id), status: 'Complete' } : asset
    })
    if (assets.some(isMissing)) return { ...item, assets }
    return { ...item, assets, status: 'Ok', thumbnailUrl: thumbnail(item.id) }
  })
  return { ...body, items }
}

function downloadIssues(
  body: ProdigiOrder,
  errorCode: string,
  describe: (item: Item, asset: Asset) => string,
): readonly Issue[] {
  return body.items.flatMap((item) =>
    item.assets.filter(isMissing).map((asset) => ({
      objectId: item.id,
      errorCode,
      description: describe(item, asset),
      authorisationDetails: null,
    })),
  )
}

function missingAssets(body: ProdigiOrder): readonly Asset[] {
  return body.items.flatMap(({ assets }) => assets.filter(isMissing))
}

function isMissing({ status }: Asset): boolean {
  return status !== 'Complete'
}

/** A download that works and hashes to what is expected, or to something of its own. */
function imagine({ id, md5Hash, url }: Asset): Download {
  return { assetId: id, md5Hash: md5Hash ?? createHash('md5').update(url).digest('hex') }
}

function thumbnail(id: string): string {
  return `https://pwintyimages.blob.core.windows.net/sandbox/${id}-thumbnail.jpg`
}
