import type { AssetHeadReading } from './asset-head.ts'

/** Reads the first chunk of a PNG (https://www.w3.org/TR/png-3/#11IHDR). */
export function readPngHead(bytes: Uint8Array): AssetHeadReading {
  if (bytes.length < 24) return { outcome: 'incomplete', head: { type: 'png', size: null } }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const ihdr = 0x49_48_44_52
  const [widthPx, heightPx] = [view.getUint32(16), view.getUint32(20)]
  const isFound = view.getUint32(12) === ihdr && widthPx > 0 && heightPx > 0
  return { outcome: 'read', head: { type: 'png', size: isFound ? { widthPx, heightPx } : null } }
}
