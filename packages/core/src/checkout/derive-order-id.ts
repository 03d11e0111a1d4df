import { canonicalJson } from '../canonical-json.ts'
import { sha256Hex } from '../runtime/digest.ts'

/**
 * The id of an order that can be asked for more than once: the same parts lead to the same id, in any process, so the
 * database lets only one of them make the order.
 *
 * A UUID of version 8 (RFC 9562, section 5.8). It does not begin with the time as other ids do, for the second request
 * comes at another time than the first. Nothing relies on that order: lists sort by the time of creation, and the id only
 * decides between equal times.
 */
export async function deriveOrderId(...parts: readonly (string | number)[]): Promise<string> {
  const hex = await sha256Hex(canonicalJson(['order', ...parts]))
  const variant = (8 + (Number.parseInt(hex.slice(16, 17), 16) & 3)).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
