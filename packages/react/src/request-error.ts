import type { ClientProblem } from '@quoin/http/client'

/**
 * The API refused a request, or could not be reached.
 *
 * @example
 * ```ts
 * import { RequestError } from '@quoin/react'
 *
 * export const isTooLate = (error: unknown): boolean => error instanceof RequestError && error.code === 'already_shipped'
 * ```
 */
export class RequestError extends Error {
  override readonly name = 'RequestError'
  /** The API's code, as `order_not_found`; of a refused command its reason, as `already_shipped`; `unreachable` without an answer. */
  readonly code: string
  /** Of the answer; 0 without one. */
  readonly status: number
  /** The fields at fault, by their path in the request. */
  readonly issues: NonNullable<ClientProblem['issues']>

  constructor(problem: ClientProblem | null, options?: ErrorOptions) {
    super(problem?.detail ?? 'There was no answer.', options)
    this.code = codeOf(problem)
    this.status = problem?.status ?? 0
    this.issues = problem?.issues ?? []
  }
}

/** Why a command was refused stands among the issues. */
function codeOf(problem: ClientProblem | null): string {
  if (!problem) return 'unreachable'
  const [reason] = problem.issues ?? []
  return problem.error === 'command_rejected' && reason ? reason.code : problem.error
}
