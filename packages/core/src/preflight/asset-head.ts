import type { PixelSize } from './check-resolution.ts'

/** What the first bytes of artwork tell. */
export type AssetHead =
  /** `size` is upright: turned as its EXIF data says. Null when it stands nowhere. */
  | { readonly type: 'jpeg' | 'png'; readonly size: PixelSize | null }
  /** Of its first page, when that is found. A PDF has no pixels. */
  | { readonly type: 'pdf'; readonly page: PageSize | null }

/** In points, of which an inch has 72. */
export interface PageSize {
  readonly widthPt: number
  readonly heightPt: number
}

/** `incomplete`: more bytes can tell more. `unsupported`: this is nothing that is printed. */
export type AssetHeadReading =
  | { readonly outcome: 'read'; readonly head: AssetHead }
  | { readonly outcome: 'incomplete'; readonly head: AssetHead | null }
  | { readonly outcome: 'unsupported' }
