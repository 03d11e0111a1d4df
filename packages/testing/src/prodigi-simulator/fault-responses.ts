import type { FaultKind, FaultScript } from './faults.ts'

const html = { 'content-type': 'text/html' }
const badGateway = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>'
const unavailable = '<html><head><title>Service Unavailable</title></head><body>Service Unavailable</body></html>'

/** The answer of a fault that keeps the call from having any effect; null for the other faults. */
export function faultResponse({ fault, retryAfterSeconds = 30 }: FaultScript): Response | null {
  if (fault === 'rate-limited') return tooManyRequests(retryAfterSeconds)
  if (fault === 'status-503') return new Response(unavailable, { status: 503, headers: html })
  if (fault === 'status-500') return Response.json({ outcome: 'InternalServerError' }, { status: 500 })
  return null
}

/** The quota's answer, which is no JSON. */
export function tooManyRequests(retryAfterSeconds: number | null): Response {
  return new Response('API calls quota exceeded! maximum admitted 30 per 30s.', {
    status: 429,
    headers: {
      'content-type': 'text/plain',
      ...(retryAfterSeconds !== null && { 'retry-after': String(retryAfterSeconds) }),
    },
  })
}

/** What becomes of an answer on its way back, after the call had its effect. */
export async function mangle(response: Response, fault: FaultKind): Promise<Response> {
  const { status, headers } = response
  if (fault === 'html') return new Response(badGateway, { status: 502, headers: html })
  if (fault === 'empty-200') return new Response('', { status: 200, headers })
  if (fault === 'truncated-json') {
    const text = await response.text()
    return new Response(text.slice(0, Math.floor(text.length / 2)), { status, headers })
  }
  return response
}
