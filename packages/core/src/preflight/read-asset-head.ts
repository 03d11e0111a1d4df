import type { AssetHeadReading } from './asset-head.ts'
import { readJpegHead } from './jpeg-head.ts'
import { readPdfHead } from './pdf-head.ts'
import { readPngHead } from './png-head.ts'

const signatures = [
  { bytes: [0xff, 0xd8, 0xff], read: readJpegHead },
  { bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], read: readPngHead },
  { bytes: [0x25, 0x50, 0x44, 0x46, 0x2d], read: readPdfHead },
]

/**
 * Tells by its first bytes what a file is, and how large. Neither its name nor what the server says of it counts.
 *
 * Written here because no library that was looked at does it for files of which only the beginning is there and says
 * what is missing: image-size and image-dimensions read JPEG and PNG well, but the one takes a cut file for a broken one
 * and the other leaves the EXIF orientation out.
 */
export function readAssetHead(bytes: Uint8Array): AssetHeadReading {
  const known = signatures.find((signature) => signature.bytes.every((byte, i) => (bytes[i] ?? byte) === byte))
  if (!known) return { outcome: 'unsupported' }
  return bytes.length < known.bytes.length ? { outcome: 'incomplete', head: null } : known.read(bytes)
}
