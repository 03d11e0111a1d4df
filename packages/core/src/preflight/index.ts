/**
 * Looks before money is taken, and before anything is printed, at what would go wrong later.
 *
 * @example
 * ```ts
 * import { createPreflight } from '@quoin/core/preflight'
 * import { prodigiFulfillment } from '@quoin/core/prodigi'
 *
 * const preflight = createPreflight({ provider: prodigiFulfillment({ apiKey: 'your-key', environment: 'sandbox' }) })
 * ```
 *
 * @packageDocumentation
 */

export type { ResolveHost } from '../runtime/resolve-host.ts'
// The parts, each by itself
export { type AddressRule, addressRule, type FieldNeed, type LocalField } from './address-rule.ts'
export { allowUrlsBelow } from './allow-urls-below.ts'
export type { AssetHead, PageSize } from './asset-head.ts'
export { checkAddress } from './check-address.ts'
export { type CheckItemOptions, checkItem, type PreflightItem } from './check-item.ts'
export { checkQuote } from './check-quote.ts'
export {
  type CheckResolutionOptions,
  checkResolution,
  defaultErrorDpi,
  defaultWarningDpi,
  effectiveDpi,
  fullDpi,
  type PixelSize,
} from './check-resolution.ts'
// All of it
export { createPreflight, type Preflight, type PreflightOptions, type PreflightSubject } from './create-preflight.ts'
export { type AssetInspection, type AssetTrouble, type InspectAssetOptions, inspectAsset } from './inspect-asset.ts'
export {
  type PreflightCode,
  type PreflightErrorCode,
  type PreflightIssue,
  type PreflightWarningCode,
  preflightErrorCodes,
  preflightWarningCodes,
} from './preflight-issue.ts'
export { defaultPreflightLimits, type PreflightLimits } from './preflight-limits.ts'
export type { PreflightReport } from './preflight-report.ts'
export { isPublicAddress } from './public-address.ts'
