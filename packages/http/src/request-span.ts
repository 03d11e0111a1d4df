import type { SpanStart } from '@quoin/core'
import type { Endpoint } from './endpoint.ts'

/** What of a request's way through here is told. */
interface Arrived {
  /** Below the base path. */
  readonly path: string
  readonly basePath: string
  readonly requestId: string
}

/**
 * The span of a request, by the conventions of OpenTelemetry for servers. Its query is left out, for a token can stand in it.
 * A trace that the caller began is gone on with, as `traceparent` says.
 */
export function requestSpan({ method, path }: Endpoint, request: Request, arrived: Arrived): SpanStart {
  const verb = method.toUpperCase()
  const route = `${arrived.basePath}${path}`
  return {
    name: `${verb} ${route}`,
    kind: 'server',
    metric: 'quoin.http.request.duration',
    labels: { 'http.request.method': verb, 'http.route': route },
    attributes: {
      'url.path': `${arrived.basePath}${arrived.path}`,
      'url.scheme': new URL(request.url).protocol.replace(':', ''),
      'quoin.http.request_id': arrived.requestId,
    },
    parent: request.headers.get('traceparent'),
  }
}
