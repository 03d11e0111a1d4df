import { type Caller, createHttpHandler, type HttpHandlerOptions } from '@quoin/http'
import type { Request as ExpressRequest, RequestHandler } from 'express'
import { toWebRequest } from './to-web-request.ts'
import { writeResponse } from './write-response.ts'

/** Says who sends a request. Express's own request comes along for what middleware put there, such as a session. */
export type ExpressAuthenticate = (
  request: Request,
  expressRequest: ExpressRequest,
) => Caller | null | Promise<Caller | null>

/** What {@link quoinExpress} needs. `basePath` counts when it is mounted without a path; a mount's path goes before it. */
export interface QuoinExpressOptions extends Omit<HttpHandlerOptions, 'authenticate'> {
  readonly authenticate: ExpressAuthenticate
}

/**
 * Quoin's endpoints as an Express handler. Mount it before body parsers: signatures are checked over the raw body.
 * Requests for anything else are passed on untouched.
 *
 * A body that was parsed before it came here is answered with the problem `body_already_parsed` (500).
 *
 * @throws `QuoinError` `invalid_options` as {@link createHttpHandler} does.
 * @example
 * ```ts
 * import express from 'express'
 * import type { Quoin } from '@quoin/core'
 * import { quoinExpress } from '@quoin/express'
 *
 * export function appFor(quoin: Quoin): express.Express {
 *   const app = express()
 *   app.use('/api', quoinExpress({ quoin, authenticate: () => null })) // before express.json()
 *   app.use(express.json())
 *   return app
 * }
 * ```
 */
export function quoinExpress(options: QuoinExpressOptions): RequestHandler {
  const origins = new WeakMap<Request, ExpressRequest>()
  const handler = createHttpHandler({
    ...options,
    authenticate: (request) => {
      const origin = origins.get(request)
      return origin ? options.authenticate(request, origin) : null
    },
    clientAddress: options.clientAddress ?? ((request) => origins.get(request)?.ip),
  })
  return async (expressRequest, expressResponse, next) => {
    const gone = new AbortController()
    expressResponse.once('close', () => {
      if (!expressResponse.writableFinished) gone.abort()
    })
    const request = toWebRequest(expressRequest, gone.signal)
    origins.set(request, expressRequest)
    let passedOn = false
    const response = await handler(request, {
      ...(expressRequest.baseUrl !== '' && { basePath: expressRequest.baseUrl }),
      fallback: () => {
        passedOn = true
        return new Response()
      },
    })
    if (passedOn) next()
    else await writeResponse(response, expressResponse)
  }
}
