import { sha256Hex } from './digest.ts'

/** The UUID that a name stands for, always the same one (RFC 9562, version 8). */
export async function namedUuid(name: string): Promise<string> {
  const hex = await sha256Hex(name)
  const variant = (8 + (Number.parseInt(hex.slice(16, 17), 16) & 3)).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
