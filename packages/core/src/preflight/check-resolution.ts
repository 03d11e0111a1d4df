import type { PrintAreaSize } from '../fulfillment/fulfillment-provider.ts'
import type { Sizing } from '../order/order.ts'
import type { PreflightIssue } from './preflight-issue.ts'

/** Pixels of an image, upright. */
export interface PixelSize {
  readonly widthPx: number
  readonly heightPx: number
}

/** Below this a print is not worth its paper: each dot of the image is four dots of the print, both ways. */
export const defaultErrorDpi = 75
/** Below this one can see it. */
export const defaultWarningDpi = 150
/** What the size of a print area is taken to be. */
export const fullDpi = 300

/** Of which asset, and below which dots per inch it is an error or a warning. */
export interface CheckResolutionOptions {
  /** Of the asset, such as `items[0].assets[0]`. */
  readonly path: string
  readonly sizing: Sizing
  /** @default 75 */
  readonly errorDpi?: number
  /** @default 150 */
  readonly warningDpi?: number
}

/**
 * The resolution that an image has in print, in dots for each inch.
 *
 * It is relative: the pixels that the provider asks for count as 300 dpi, which is what most products are made at. A
 * canvas whose area is given at 150 counts the same, so 300 always means all that the lab can use. The image is turned
 * by a quarter when that fits better, as Prodigi does.
 *
 * @example
 * ```ts
 * import { effectiveDpi } from '@quoin/core/preflight'
 *
 * effectiveDpi({ widthPx: 2400, heightPx: 3600 }, { widthPx: 4800, heightPx: 7200 }, 'fill') // 150
 * ```
 */
export function effectiveDpi(image: PixelSize, area: PrintAreaSize, sizing: Sizing): number {
  const [imageLong, imageShort] = longFirst(image)
  const [areaLong, areaShort] = longFirst(area)
  const ratios = [imageLong / areaLong, imageShort / areaShort]
  // Filled, the image is enlarged until its tighter side covers the area; fitted, until its wider side touches it.
  return fullDpi * (sizing === 'fit' ? Math.max(...ratios) : Math.min(...ratios))
}

/**
 * Whether an image has pixels enough for where it is printed. Codes: `asset_resolution_too_low`, as a warning
 * `asset_resolution_low`; the numbers are in `details`.
 *
 * @example
 * ```ts
 * import { checkResolution } from '@quoin/core/preflight'
 *
 * const area = { widthPx: 4800, heightPx: 7200 }
 * checkResolution({ widthPx: 600, heightPx: 900 }, area, { path: 'items[0].assets[0]', sizing: 'fill' })
 * ```
 */
export function checkResolution(
  image: PixelSize,
  area: PrintAreaSize,
  { path, sizing, errorDpi = defaultErrorDpi, warningDpi = defaultWarningDpi }: CheckResolutionOptions,
): readonly PreflightIssue[] {
  const dpi = Math.round(effectiveDpi(image, area, sizing))
  if (dpi >= Math.max(errorDpi, warningDpi)) return []
  const code = dpi < errorDpi ? 'asset_resolution_too_low' : 'asset_resolution_low'
  const { widthPx, heightPx } = image
  const wanted = `${area.widthPx} x ${area.heightPx}`
  return [
    {
      code,
      path: `${path}.url`,
      message: `The artwork has ${widthPx} x ${heightPx} pixels and the print area ${wanted}: that is ${dpi} dpi.`,
      details: {
        dpi,
        errorDpi,
        warningDpi,
        widthPx,
        heightPx,
        printAreaWidthPx: area.widthPx,
        printAreaHeightPx: area.heightPx,
      },
    },
  ]
}

function longFirst({ widthPx, heightPx }: PixelSize): readonly [number, number] {
  return widthPx >= heightPx ? [widthPx, heightPx] : [heightPx, widthPx]
}
