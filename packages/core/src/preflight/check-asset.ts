import type { ProviderProduct } from '../fulfillment/fulfillment-provider.ts'
import type { Asset } from '../order/order.ts'
import type { AssetHead } from './asset-head.ts'
import type { PreflightItem } from './check-item.ts'
import { checkResolution } from './check-resolution.ts'
import type { AssetInspection } from './inspect-asset.ts'
import { notChecked } from './not-checked.ts'
import type { PreflightIssue } from './preflight-issue.ts'
import type { PreflightLimits } from './preflight-limits.ts'
import { lookUp, variantsOf } from './product-variants.ts'

interface CheckAssetOptions {
  /** Of the asset, such as `items[0].assets[0]`. */
  readonly path: string
  readonly item: PreflightItem
  /** Null when it is not known; then nobody knows how large the print area is. */
  readonly product: ProviderProduct | null
  readonly limits: Pick<PreflightLimits, 'errorDpi' | 'warningDpi'>
}

/** What is to be said of artwork by what was seen of it. Pure. */
export function checkAsset(
  asset: Asset,
  inspection: AssetInspection,
  options: CheckAssetOptions,
): readonly PreflightIssue[] {
  const path = `${options.path}.url`
  switch (inspection.outcome) {
    case 'inspected':
      return checkSize(asset, inspection.head, options)
    case 'not_checked':
      return [notChecked('asset', path, inspection.reason)]
    case 'refused': {
      const { code, message, details } = inspection
      return [{ code, path, message, ...(details && { details }) }]
    }
  }
}

function checkSize(
  { printArea }: Asset,
  head: AssetHead,
  { path, item, product, limits }: CheckAssetOptions,
): readonly PreflightIssue[] {
  // A PDF has no pixels. Of a product or an area that is not known, something else says so already.
  if (head.type === 'pdf' || !product || !lookUp(product.printAreas, printArea)) return []
  const sizes = variantsOf(product, item.attributes).map(({ printAreaSizes }) => lookUp(printAreaSizes, printArea))
  const area = sizes.find((size) => size && size.widthPx > 0 && size.heightPx > 0)
  if (area && head.size) return checkResolution(head.size, area, { path, sizing: item.sizing, ...limits })
  const reason = head.size ? 'print_area_size_unknown' : 'image_size_unknown'
  return [notChecked('resolution', `${path}.url`, reason)]
}
