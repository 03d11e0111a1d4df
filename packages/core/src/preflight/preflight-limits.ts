import { defaultErrorDpi, defaultWarningDpi } from './check-resolution.ts'

/** How far preflight goes. */
export interface PreflightLimits {
  /** For all of it. What is not known by then is not checked. @default 5000 */
  readonly timeoutMs: number
  /** Copies of one item. @default 100 */
  readonly quantityMax: number
  /** @default 3 */
  readonly redirectsMax: number
  /** How much of a file is read. @default 262144 */
  readonly headBytesMax: number
  /** Artwork with less is refused; see {@link effectiveDpi}. @default 75 */
  readonly errorDpi: number
  /** Artwork with less is warned of. @default 150 */
  readonly warningDpi: number
}

/** The limits that hold where a host gives none. */
export const defaultPreflightLimits: PreflightLimits = {
  timeoutMs: 5_000,
  quantityMax: 100,
  redirectsMax: 3,
  headBytesMax: 262_144,
  errorDpi: defaultErrorDpi,
  warningDpi: defaultWarningDpi,
}
