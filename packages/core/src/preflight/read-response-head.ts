import type { AssetHeadReading } from './asset-head.ts'
import { readAssetHead } from './read-asset-head.ts'

/**
 * Reads an answer until it is known what file it is, at most so many bytes, and hangs up. A server that sends all of it
 * although only the beginning was asked for is cut off.
 */
export async function readResponseHead(response: Response, bytesMax: number): Promise<AssetHeadReading> {
  const reader = response.body?.getReader()
  let bytes: Uint8Array = new Uint8Array()
  let length = 0
  let lookAt = 1
  let reading: AssetHeadReading = { outcome: 'incomplete', head: null }
  try {
    while (reader && length < bytesMax && reading.outcome === 'incomplete') {
      const { done, value } = await reader.read()
      if (value) {
        const part = value.subarray(0, bytesMax - length)
        bytes = withRoom(bytes, length + part.length, bytesMax)
        bytes.set(part, length)
        length += part.length
      }
      // Looks when the bytes have doubled: a server that sends them one by one costs no more than another.
      if (!done && length < lookAt && length < bytesMax) continue
      reading = readAssetHead(bytes.subarray(0, length))
      lookAt = length * 2
      if (done) break
    }
  } finally {
    await reader?.cancel().catch(() => {})
  }
  return reading
}

/** The bytes, with room for so many: mostly the first part that comes is enough, and far less than what might be read. */
function withRoom(bytes: Uint8Array, length: number, bytesMax: number): Uint8Array {
  if (length <= bytes.length) return bytes
  const larger = new Uint8Array(Math.min(bytesMax, Math.max(length, bytes.length * 2)))
  larger.set(bytes)
  return larger
}
