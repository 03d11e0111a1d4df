import type { PreflightSettings } from '@quoin/core'

/**
 * Preflight settings that find good artwork behind every URL and ask no network: a PNG of the given size.
 *
 * @param size in pixels. @default enough for any print of the simulator's catalogue
 * @example
 * ```ts
 * import { printableArtwork } from '@quoin/testing'
 *
 * const preflight = printableArtwork()
 * ```
 */
export function printableArtwork(size = { width: 14_040, height: 14_040 }): PreflightSettings {
  return {
    resolve: null,
    fetch: async () =>
      new Response(pngHead(size), { status: 206, headers: { 'content-type': 'image/png', 'accept-ranges': 'bytes' } }),
  }
}

/** Signature and header of a PNG file: all that tells its size. Source: the PNG specification, sections 5.2 and 11.2.2. */
function pngHead({ width, height }: { width: number; height: number }): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(33)
  const view = new DataView(bytes.buffer)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  view.setUint32(8, 13)
  bytes.set([0x49, 0x48, 0x44, 0x52], 12)
  view.setUint32(16, width)
  view.setUint32(20, height)
  bytes.set([8, 2], 24)
  return bytes
}
