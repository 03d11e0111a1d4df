import { crc32, deflateSync } from 'node:zlib'

const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

export function concat(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

const uint16 = (value: number, isLittle = false) => (isLittle ? [value & 255, value >> 8] : [value >> 8, value & 255])
const uint32 = (value: number, isLittle = false) => {
  const bytes = [value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255]
  return isLittle ? bytes.reverse() : bytes
}

/** A whole PNG: black, one bit for each pixel. */
export function png(width: number, height: number): Uint8Array {
  const chunk = (type: string, data: Uint8Array | number[]) => {
    const body = concat(ascii(type), data)
    return concat(uint32(data.length), body, uint32(crc32(body)))
  }
  const rows = new Uint8Array((Math.ceil(width / 8) + 1) * height)
  return concat(
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    chunk('IHDR', [...uint32(width), ...uint32(height), 1, 0, 0, 0, 0]),
    chunk('IDAT', new Uint8Array(deflateSync(rows))),
    chunk('IEND', []),
  )
}

interface JpegShape {
  /** The marker of the frame. @default 0xc0, baseline */
  readonly frame?: number
  readonly orientation?: number
  readonly byteOrder?: 'II' | 'MM'
  /** Bytes of further segments before the frame, as of colour profiles. */
  readonly ahead?: number
}

/** A JPEG as cameras write them: EXIF, tables, frame, scan. The scan is too short, for nobody looks at it. */
export function jpeg(width: number, height: number, shape: JpegShape = {}): Uint8Array {
  const { frame = 0xc0, orientation, byteOrder = 'II', ahead = 0 } = shape
  const profiles = Array.from({ length: Math.ceil(ahead / 60_000) }, () => segment(0xe2, new Uint8Array(60_000)))
  return concat(
    [0xff, 0xd8],
    segment(0xe0, [...ascii('JFIF\0'), 1, 2, 0, 0, 1, 0, 1, 0, 0]),
    ...(orientation === undefined ? [] : [segment(0xe1, exif(orientation, byteOrder === 'II'))]),
    ...profiles,
    segment(0xdb, [0, ...Array<number>(64).fill(1)]),
    segment(frame, [8, ...uint16(height), ...uint16(width), 1, 1, 0x11, 0]),
    segment(0xc4, [0, 1, ...Array<number>(15).fill(0), 0]),
    segment(0xda, [1, 1, 0, 0, 63, 0]),
    [0x00, 0xff, 0xd9],
  )
}

export function segment(marker: number, data: Uint8Array | readonly number[]): Uint8Array {
  return concat([0xff, marker], uint16(data.length + 2), data)
}

/** Two entries, the second of which is the orientation, in a directory that does not come first. */
export function exif(orientation: number, isLittle: boolean): Uint8Array {
  const entry = (tag: number, value: number) => [
    ...uint16(tag, isLittle),
    ...uint16(3, isLittle),
    ...uint32(1, isLittle),
    ...uint16(value, isLittle),
    0,
    0,
  ]
  const header = [...ascii(isLittle ? 'II' : 'MM'), ...uint16(42, isLittle), ...uint32(12, isLittle), 0, 0, 0, 0]
  const entries = [...entry(0x0106, 6), ...entry(0x0112, orientation)]
  return concat(ascii('Exif\0\0'), header, uint16(2, isLittle), entries, uint32(0, isLittle))
}

export function pdf(mediaBox: string | null): Uint8Array {
  const page = mediaBox === null ? '' : `/MediaBox ${mediaBox}`
  return ascii(`%PDF-1.7\n1 0 obj\n<< /Type /Pages /Kids [2 0 R] /Count 1 ${page} >>\nendobj\n%%EOF\n`)
}
