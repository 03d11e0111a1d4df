import { createHash } from 'node:crypto'
import { allocateLabs } from './allocate-labs.ts'
import { withDetails, withIssues } from './order-change.ts'
import type { Issue, ProdigiOrder } from './prodigi-order.ts'
import type { Shop } from './shop.ts'
import type { SimulatedOrder, Step } from './simulated-order.ts'

const downloadAttemptsMax = 10

export function startDownload(order: SimulatedOrder): Step {
  return { order: withDetails(order, { downloadAssets: 'InProgress' }), tells: [] }
}

/** One attempt: it fails as often as the plan says. */
export function finishDownload(order: SimulatedOrder, at: Date, shop: Shop): Step {
  const attempt = order.downloadAttempts + 1
  const failed = { ...order, downloadAttempts: attempt }
  if (attempt >= downloadAttemptsMax && (order.plan.failedDownloads ?? 0) >= attempt) {
    return { order: giveUpDownload(failed, at, shop), tells: [] }
  }
  if ((order.plan.failedDownloads ?? 0) >= attempt) {
    const code = 'order.items.assets.NotDownloaded'
    const text = `Warning: Download attempt ${attempt} of ${downloadAttemptsMax} failed`
    return { order: withIssues(failed, downloadIssues(order.body, code, text)), tells: [] }
  }
  const downloaded = withIssues(withDetails(failed, { downloadAssets: 'Complete' }), [])
  const body: ProdigiOrder = {
    ...downloaded.body,
    items: downloaded.body.items.map((item) => ({
      ...item,
      status: 'Ok',
      thumbnailUrl: `https://pwintyimages.blob.core.windows.net/sandbox/${item.id}-thumbnail.jpg`,
      assets: item.assets.map((asset) => ({
        ...asset,
        md5Hash: asset.md5Hash ?? simulatedMd5(asset.url),
        thumbnailUrl: `https://pwintyimages.blob.core.windows.net/sandbox/${asset.id}-thumbnail.jpg`,
        status: 'Complete',
      })),
    })),
  }
  return { order: { ...downloaded, body }, tells: [{ type: 'status.stage.changed#InProgress', body }] }
}

/** A lab is chosen all the same, and the stage stays: only the issue tells. */
function giveUpDownload(order: SimulatedOrder, at: Date, shop: Shop): SimulatedOrder {
  const code = 'order.items.assets.FailedToDownloaded'
  const { order: allocated } = allocateLabs(order, at, shop)
  const failed = withDetails(withIssues(allocated, downloadIssues(order.body, code, 'File not downloaded')), {
    downloadAssets: 'Error',
    printReadyAssetsPrepared: 'NotStarted',
  })
  const items = failed.body.items.map((item) => ({
    ...item,
    status: 'Invalid' as const,
    assets: item.assets.map((asset) => ({ ...asset, status: 'Error' as const })),
  }))
  return { ...failed, body: { ...failed.body, items, charges: [] } }
}

function downloadIssues(body: ProdigiOrder, errorCode: string, text: string): Issue[] {
  return body.items.flatMap((item) =>
    item.assets.map((asset) => ({
      objectId: item.id,
      errorCode,
      description: `${text} for item '${item.id}' asset '${asset.printArea}' at location '${asset.url}'`,
      authorisationDetails: null,
    })),
  )
}

/** What a download of this URL would hash to, were it not simulated. */
function simulatedMd5(url: string): string {
  return createHash('md5').update(url).digest('hex')
}
