import { createHttpHandler, type HttpHandlerOptions } from '@quoin/http'
import { after as nextAfter } from 'next/server.js'
import { lazily } from './lazily.ts'
import type { QuoinSource } from './share-quoin.ts'

/** What {@link createNextHandlers} needs. */
export interface NextHandlersOptions extends Omit<HttpHandlerOptions, 'quoin'> {
  /** Called with the first request. See {@link shareQuoin}. */
  readonly quoin: QuoinSource
  /**
   * Works off due jobs when a request that may have caused some has been answered, beginning none after `budgetMs`. `false`
   * where a worker runs anyway. @default { budgetMs: 10_000 }
   */
  readonly workAfterResponse?: { readonly budgetMs: number } | false
  /** How to have something done after the response. @default Next's own `after` */
  readonly after?: (task: () => Promise<void>) => void
}

/** The exports of a route file. What a file does not export, Next answers by itself with 405. */
export type NextHandlers = Readonly<Record<(typeof methods)[number], (request: Request) => Promise<Response>>>

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

/**
 * Quoin's endpoints as the handlers of a catch-all route, such as `app/api/[...quoin]/route.ts`.
 *
 * Nothing is made and no option is looked at before the first request, so `next build` needs neither keys nor a database.
 * Options at fault reject that request with the `QuoinError` `invalid_options`, which Next logs and answers with 500.
 *
 * A body that was read before it came here is answered with the problem `body_already_parsed` (500).
 *
 * @example
 * ```ts
 * import { createNextHandlers, type QuoinSource } from '@quoin/next'
 *
 * declare const getQuoin: QuoinSource // shareQuoin(…), of a module of yours
 *
 * export const { GET, POST, PATCH, DELETE } = createNextHandlers({ quoin: getQuoin, authenticate: () => null })
 * ```
 */
export function createNextHandlers(options: NextHandlersOptions): NextHandlers {
  const { workAfterResponse = { budgetMs: 10_000 }, after = nextAfter } = options
  const served = lazily(async () => {
    const quoin = await options.quoin()
    return { quoin, handle: createHttpHandler({ ...options, quoin }) }
  })
  const answer = async (request: Request): Promise<Response> => {
    const { quoin, handle } = await served()
    const response = await handle(request)
    if (workAfterResponse && response.ok && !onlyReads(request)) {
      after(async () => {
        await quoin.worker.tick(workAfterResponse)
      })
    }
    return response
  }
  return { GET: answer, HEAD: answer, POST: answer, PUT: answer, PATCH: answer, DELETE: answer, OPTIONS: answer }
}

function onlyReads({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
}
