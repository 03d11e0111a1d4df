import type { Logger } from '@quoin/core'
import { type HttpProblem, problems } from './problem.ts'

/** Refusals that a person may want to hear of: somebody tries doors. */
const refusedAccess: ReadonlySet<string> = new Set([
  'unauthenticated',
  'forbidden',
  'invalid_signature',
  'invalid_callback_token',
])

interface Refusal {
  readonly problem: HttpProblem
  /** What was thrown. */
  readonly error: unknown
  readonly endpoint: { readonly method: string; readonly path: string }
  readonly requestId: string
}

/**
 * Logs a refusal by its codes. Messages and paths of the request stay out: both can hold personal data and tokens.
 * Where in the code an unknown fault came from is kept.
 */
export function logProblem(logger: Logger, { problem, error, endpoint, requestId }: Refusal): void {
  const status = problem.details.status ?? problems[problem.code].status
  const fields = { code: problem.code, status, endpoint: `${endpoint.method} ${endpoint.path}`, requestId }
  if (status >= 500) logger.error({ ...fields, cause: nameOf(error), at: framesOf(error) }, 'request failed')
  else if (refusedAccess.has(problem.code)) logger.warn(fields, 'request refused')
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}

/** The stack without its first lines, which repeat the message. */
function framesOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const frames = error.stack?.match(/^ {4}at .+$/gm)?.slice(0, 8)
  return frames?.map((frame) => frame.trim()).join('; ')
}
