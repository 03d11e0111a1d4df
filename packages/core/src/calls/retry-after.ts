import type { Clock } from '../runtime/clock.ts'

/** How long a `Retry-After` header asks to wait: seconds or an HTTP date (RFC 9110, section 10.2.3). */
export function readRetryAfter(header: string | null, clock: Clock): number | undefined {
  if (header === null) return undefined
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000
  const at = Date.parse(header)
  return Number.isNaN(at) ? undefined : Math.max(0, at - clock.now().getTime())
}
