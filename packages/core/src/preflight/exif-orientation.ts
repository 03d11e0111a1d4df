const orientationTag = 0x0112
const unsignedShort = 3

/**
 * The orientation in the EXIF segment of a JPEG, 1 to 8; 5 and above are turned by a quarter (CIPA DC-008, 4.6.2).
 *
 * @param segment without its marker and length.
 * @returns null when there is none.
 */
export function readExifOrientation(segment: Uint8Array): number | null {
  if (new TextDecoder('latin1').decode(segment.subarray(0, 6)) !== 'Exif\0\0') return null
  const tiff = segment.subarray(6)
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  if (tiff.length < 8) return null
  const byteOrder = view.getUint16(0)
  if (byteOrder !== 0x4949 && byteOrder !== 0x4d4d) return null
  const isLittle = byteOrder === 0x4949
  const directory = view.getUint32(4, isLittle)
  if (directory + 2 > tiff.length) return null
  const count = view.getUint16(directory, isLittle)
  for (let i = 0; i < count; i += 1) {
    const entry = directory + 2 + i * 12
    if (entry + 12 > tiff.length) return null
    if (view.getUint16(entry, isLittle) !== orientationTag) continue
    const value = view.getUint16(entry + 8, isLittle)
    const isValid = view.getUint16(entry + 2, isLittle) === unsignedShort && value >= 1 && value <= 8
    return isValid ? value : null
  }
  return null
}
