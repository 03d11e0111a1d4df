import { gatewayPage } from '../simulator/gateway-page.ts'
import type { Answer, Reply } from './answer.ts'
import type { FaultScript } from './fault-script.ts'
import { serverTimeoutMs } from './faults.ts'
import { type RateLimit, realRateLimit } from './quota.ts'

const html = { 'content-type': 'text/html' }
const unavailable = '<html><head><title>Service Unavailable</title></head><body>Service Unavailable</body></html>'

/** What is answered by a fault that keeps the call from having any effect; null for the other faults. */
export function answerInstead({ fault, retryAfterSeconds = 30 }: FaultScript): Answer | Reply | null {
  if (fault === 'rate-limited') return tooManyRequests(retryAfterSeconds, realRateLimit)
  if (fault === 'status-503') return { status: 503, headers: html, text: unavailable }
  if (fault === 'status-500') return { status: 500, body: { outcome: 'InternalServerError' } }
  return null
}

/** The quota's answer, which is no JSON. */
export function tooManyRequests(retryAfterSeconds: number | null, { calls, windowMs }: RateLimit): Reply {
  return {
    status: 429,
    headers: {
      'content-type': 'text/plain',
      ...(retryAfterSeconds !== null && { 'retry-after': String(retryAfterSeconds) }),
    },
    text: `API calls quota exceeded! maximum admitted ${calls} per ${windowMs / 1000}s.`,
  }
}

/** What becomes of a reply on its way back, after the call had its effect. */
export function spoil(reply: Reply, { fault, delayMs = 0 }: FaultScript): Answer | Reply {
  const isGivenUp = fault === 'slow' && delayMs >= serverTimeoutMs
  if (fault === 'timed-out' || isGivenUp) return { status: 500, body: { outcome: 'TimedOut' } }
  if (fault === 'html') return { status: 502, headers: html, text: gatewayPage('502 Bad Gateway') }
  if (fault === 'empty-200') return { ...reply, status: 200, text: '' }
  if (fault === 'truncated-json') return { ...reply, text: reply.text.slice(0, Math.floor(reply.text.length / 2)) }
  return reply
}
