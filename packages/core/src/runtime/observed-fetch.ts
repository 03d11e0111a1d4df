import { noTelemetry, type Telemetry } from './telemetry.ts'

type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** Where Prodigi, Stripe and EasyPost name the request, for which their support asks. */
const traceHeaders = ['traceparent', 'request-id', 'x-request-id']

/** A provider's `fetch` of which each request is a span, told by where it goes and what came of it; never by its query or body. */
export function observedFetch(provider: string, telemetry: Telemetry, fetch: Fetch): Fetch {
  if (telemetry === noTelemetry) return fetch
  return (url, init) => {
    const { hostname, port, protocol, origin, pathname } = new URL(url)
    const method = init.method ?? 'GET'
    const template = templateOf(pathname)
    const start = {
      name: `${method} ${template}`,
      kind: 'client',
      metric: 'quoin.provider.request.duration',
      labels: {
        'quoin.provider.name': provider,
        'http.request.method': method,
        'url.template': template,
        'server.address': hostname,
        'server.port': Number(port) || (protocol === 'https:' ? 443 : 80),
      },
      attributes: { 'url.full': `${origin}${pathname}` },
    } as const
    return telemetry.span(start, async (span) => {
      const response = await fetch(url, init)
      const { status, headers } = response
      span.label({ 'http.response.status_code': status })
      const trace = traceHeaders.map((name) => headers.get(name)).find((value) => value !== null)
      if (trace) span.set({ 'quoin.provider.trace': trace.slice(0, 200) })
      if (status >= 400) span.fail(String(status))
      return response
    })
  }
}

/** `/v1/refunds/re_123` as `/v1/refunds/{id}`: what has a digit in it names a thing, but for the version in front. */
function templateOf(pathname: string): string {
  const [, version = '', ...parts] = pathname.split('/')
  return ['', version, ...parts.map((part) => (/\d/.test(part) ? '{id}' : part))].join('/')
}
