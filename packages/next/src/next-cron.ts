import { type CronHandlerOptions, createCronHandler } from '@quoin/http'
import { lazily } from './lazily.ts'
import type { QuoinSource } from './share-quoin.ts'

/** What {@link createNextCron} needs. */
export interface NextCronOptions extends Omit<CronHandlerOptions, 'quoin'> {
  /** Called with the first request. See {@link shareQuoin}. */
  readonly quoin: QuoinSource
}

/** The exports of a route file. */
export interface NextCron {
  GET(request: Request): Promise<Response>
  POST(request: Request): Promise<Response>
}

/**
 * The route that a scheduler calls, such as Vercel Cron, for what no request has worked off: retries, looks at prints, the
 * periodic reconciliation. Vercel sends its `CRON_SECRET` by itself. See `createCronHandler` of `@quoin/http` for what is
 * answered.
 *
 * Options at fault reject the first request with the `QuoinError` `invalid_options`, which Next logs and answers with 500.
 *
 * @example
 * ```ts
 * import { createNextCron, type QuoinSource } from '@quoin/next'
 *
 * declare const getQuoin: QuoinSource // shareQuoin(…), of a module of yours
 *
 * export const { GET, POST } = createNextCron({ quoin: getQuoin, secret: process.env['CRON_SECRET'] ?? '' })
 * ```
 */
export function createNextCron(options: NextCronOptions): NextCron {
  const served = lazily(async () => createCronHandler({ ...options, quoin: await options.quoin() }))
  const answer = async (request: Request): Promise<Response> => (await served())(request)
  return { GET: answer, POST: answer }
}
