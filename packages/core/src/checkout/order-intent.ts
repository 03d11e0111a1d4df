import { canonicalJson } from '../canonical-json.ts'
import { sha256Hex } from '../runtime/digest.ts'

/*
 * `order.intent` is two hashes: whose intent it is, and what the page was made from. The first leads from an order to the
 * others of its intent, the second tells whether the page is still the one that is asked for. Neither tells the host's
 * own words.
 */

/** Whose intent it is: with another customer the same words lead elsewhere. */
export function intentKey(userId: string | null, intent: string): Promise<string> {
  return sha256Hex(canonicalJson(['intent', userId, intent]))
}

/** The intent of an order that was started without one, for coming back to it. */
export function resumedKey(orderId: string): Promise<string> {
  return sha256Hex(canonicalJson(['resume', orderId]))
}

/** What stands in `order.intent`. */
export function intentOf(key: string, fingerprint: string): string {
  return `${key}.${fingerprint}`
}

/** The first half of {@link intentOf}. */
export function keyOfIntent(intent: string): string {
  return intent.split('.')[0] ?? intent
}
