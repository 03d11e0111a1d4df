import { HttpProblem } from '@quoin/http'
import type { Request as ExpressRequest } from 'express'

/**
 * The same request on web standards. Its body is read from the socket only when somebody asks for it, chunk by chunk,
 * so that limits hold and a request that is passed on is still whole.
 */
export function toWebRequest(request: ExpressRequest, signal: AbortSignal): Request {
  const headers = new Headers()
  for (const [name, values = []] of Object.entries(request.headersDistinct)) {
    for (const value of values) headers.append(name, value)
  }
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
  return new Request(urlOf(request), {
    method: request.method,
    headers,
    signal,
    ...(hasBody && { body: bodyOf(request), duplex: 'half' }),
  })
}

/** The path is appended, not resolved: `//elsewhere` would name another host. A host header that is no host is left out. */
function urlOf(request: ExpressRequest): string {
  const path = request.originalUrl.startsWith('/') ? request.originalUrl : `/${request.originalUrl}`
  const url = `${request.protocol}://${request.headers.host ?? ''}${path}`
  return URL.canParse(url) ? url : `http://localhost${path}`
}

function bodyOf(request: ExpressRequest): ReadableStream<Uint8Array> {
  const chunks = chunksOf(request)
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await chunks.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
    },
    { highWaterMark: 0 },
  )
}

async function* chunksOf(request: ExpressRequest): AsyncGenerator<Uint8Array> {
  // `express.raw()` leaves the bytes as they came.
  const parsed: unknown = request.body
  if (Buffer.isBuffer(parsed)) {
    yield parsed
    return
  }
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = request.headers
  if (request.readableDidRead && (encoding !== undefined || length !== '0')) throw alreadyParsed()
  // Left early, the socket must live on for the answer.
  yield* request.iterator({ destroyOnReturn: false })
}

function alreadyParsed(): HttpProblem {
  return new HttpProblem('body_already_parsed', {
    detail:
      'A body parser such as express.json() ran before Quoin, and a signature can be checked over the raw body only. ' +
      'Mount quoinExpress() before the parser.',
  })
}
