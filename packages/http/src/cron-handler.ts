import { type Logger, type Quoin, QuoinError, silentLogger } from '@quoin/core'
import { unauthenticated } from './caller.ts'
import { isBearer } from './is-bearer.ts'
import { HttpProblem, problemOf, problemResponse } from './problem.ts'
import { logProblem } from './problem-log.ts'

/** What {@link createCronHandler} needs. */
export interface CronHandlerOptions {
  readonly quoin: Pick<Quoin, 'worker'>
  /** What the scheduler sends as `Authorization: Bearer …`; at least 16 characters of chance. */
  readonly secret: string
  /** After so long no more jobs are begun; those under way are finished. Keep well below the platform's limit. @default 20 s */
  readonly budgetMs?: number
  /** Told of faults and of refused access. @default silentLogger */
  readonly logger?: Logger
}

/**
 * What a scheduler calls, such as Vercel Cron, where no worker lives on between requests: works off what is due, and answers
 * with how many jobs it ran and what is left, `{ ran, due, scheduled, running, dead, … }` of `JobStats`.
 *
 * It takes GET, because that is what such schedulers send, and POST. Without the secret it answers 401. Calls that overlap do
 * no harm: a job has one worker at a time.
 *
 * @throws {@link QuoinError} `invalid_options` when `secret` is too short or `budgetMs` is no positive number.
 * @example
 * ```ts
 * import type { Quoin } from '@quoin/core'
 * import { createCronHandler } from '@quoin/http'
 *
 * export const cronFor = (quoin: Quoin) =>
 *   createCronHandler({ quoin, secret: process.env['CRON_SECRET'] ?? '', budgetMs: 40_000 })
 * ```
 */
export function createCronHandler(options: CronHandlerOptions): (request: Request) => Promise<Response> {
  const { quoin, secret, budgetMs = 20_000, logger = silentLogger } = options
  if (secret.length < 16) throw new QuoinError('invalid_options', 'secret needs at least 16 characters.')
  if (!(budgetMs > 0)) throw new QuoinError('invalid_options', 'budgetMs is a positive number of milliseconds.')
  return async (request) => {
    try {
      if (!allowed.includes(request.method)) {
        throw new HttpProblem('method_not_allowed', { headers: { allow: allowed.join(', ') } })
      }
      if (!(await isBearer(request, secret))) throw unauthenticated()
      const ran = await quoin.worker.tick({ budgetMs })
      const left = await quoin.worker.stats()
      return Response.json({ ran, ...left }, { headers: { 'cache-control': 'no-store' } })
    } catch (error) {
      const problem = problemOf(error)
      const endpoint = { method: request.method.toLowerCase(), path: '/cron' }
      logProblem(logger, { problem, error, endpoint, requestId: crypto.randomUUID() })
      return problemResponse(problem)
    }
  }
}

const allowed = ['GET', 'POST']
