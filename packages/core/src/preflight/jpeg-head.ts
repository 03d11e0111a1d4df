import type { AssetHeadReading } from './asset-head.ts'
import { readExifOrientation } from './exif-orientation.ts'

/**
 * Walks the segments of a JPEG to its frame, which has the size (ITU-T T.81, annex B), and on the way takes the
 * orientation from its EXIF data.
 */
export function readJpegHead(bytes: Uint8Array): AssetHeadReading {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const unknown = { type: 'jpeg', size: null } as const
  let orientation = 1
  let at = 2
  while (at + 4 <= bytes.length) {
    const marker = view.getUint8(at + 1)
    // Bytes between segments are skipped, as decoders do; 0xff can be repeated before a marker.
    if (view.getUint8(at) !== 0xff || marker === 0xff || marker === 0x00) {
      at += 1
      continue
    }
    if (hasNoLength(marker)) {
      at += 2
      continue
    }
    // The image begins or ends without a frame before it.
    if (marker === 0xda || marker === 0xd9) return { outcome: 'read', head: unknown }
    const end = at + 2 + view.getUint16(at + 2)
    if (isFrame(marker)) {
      if (at + 9 > bytes.length) break
      const [heightPx, widthPx] = [view.getUint16(at + 5), view.getUint16(at + 7)]
      // A height of 0 stands behind the first scan, where nobody looks for it.
      if (heightPx === 0 || widthPx === 0) return { outcome: 'read', head: unknown }
      const size = orientation >= 5 ? { widthPx: heightPx, heightPx: widthPx } : { widthPx, heightPx }
      return { outcome: 'read', head: { type: 'jpeg', size } }
    }
    if (end > bytes.length) break
    if (marker === 0xe1) orientation = readExifOrientation(bytes.subarray(at + 4, end)) ?? orientation
    at = Math.max(end, at + 2)
  }
  return { outcome: 'incomplete', head: unknown }
}

/** TEM, the restart markers and the start of an image. */
function hasNoLength(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)
}

/** SOF0 to SOF15; between them stand three markers of tables. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}
