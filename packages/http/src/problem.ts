import { type InputIssue, QuoinError, type QuoinErrorCode } from '@quoin/core'

/** The faults that only the edge knows. */
type EdgeCode =
  | 'invalid_request'
  | 'malformed_json'
  | 'incomplete_body'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'method_not_allowed'
  | 'payload_too_large'
  | 'unsupported_media_type'
  | 'rate_limited'
  | 'body_already_parsed'
  | 'webhook_not_stored'
  | 'internal_error'

/** What stands in the `error` field of a problem. */
export type ProblemCode = QuoinErrorCode | EdgeCode

/** The one place where a code becomes an HTTP status. */
export const problems: Readonly<Record<ProblemCode, { readonly status: number; readonly title: string }>> = {
  invalid_request: { status: 400, title: 'The request is not valid.' },
  malformed_json: { status: 400, title: 'The body is not JSON.' },
  incomplete_body: { status: 400, title: 'The body ended early.' },
  invalid_checkout: { status: 400, title: 'The checkout is not valid.' },
  invalid_address: { status: 400, title: 'The address is not valid.' },
  invalid_query: { status: 400, title: 'The query is not valid.' },
  invalid_signature: { status: 400, title: 'The signature does not match.' },
  malformed_webhook: { status: 400, title: 'The webhook is not valid.' },
  unsupported: { status: 400, title: 'This is not supported.' },
  unauthenticated: { status: 401, title: 'Sign in first.' },
  invalid_callback_token: { status: 401, title: 'The token is not valid.' },
  forbidden: { status: 403, title: 'This is not allowed.' },
  not_found: { status: 404, title: 'There is nothing here.' },
  order_not_found: { status: 404, title: 'There is no such order.' },
  method_not_allowed: { status: 405, title: 'This method is not supported here.' },
  order_conflict: { status: 409, title: 'The order was changed at the same time.' },
  command_rejected: { status: 409, title: 'The order does not allow this.' },
  payload_too_large: { status: 413, title: 'The body is too large.' },
  unsupported_media_type: { status: 415, title: 'The body must be JSON.' },
  rate_limited: { status: 429, title: 'Too many requests; come again later.' },
  invalid_options: { status: 500, title: 'Something went wrong.' },
  invalid_money: { status: 500, title: 'Something went wrong.' },
  internal_error: { status: 500, title: 'Something went wrong.' },
  body_already_parsed: { status: 500, title: 'The body was read before Quoin saw it.' },
  payment_provider_failed: { status: 502, title: 'The payment provider did not answer as expected.' },
  fulfillment_provider_failed: { status: 502, title: 'The print provider did not answer as expected.' },
  tracking_provider_failed: { status: 502, title: 'The tracking provider did not answer as expected.' },
  webhook_not_delivered: { status: 502, title: 'The webhook was not taken.' },
  email_provider_failed: { status: 502, title: 'The mail server did not answer as expected.' },
  storage_failed: { status: 503, title: 'The database is not available.' },
  webhook_not_stored: { status: 503, title: 'The webhook could not be stored; send it again.' },
}

/** What else a problem says. */
export interface ProblemDetails {
  /** For the caller; never from an unknown error. */
  readonly detail?: string
  readonly issues?: readonly InputIssue[]
  readonly headers?: Readonly<Record<string, string>>
  /** Stands instead of the table's status. */
  readonly status?: number
}

/** A refusal that the edge makes itself. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem'
  readonly code: ProblemCode
  readonly details: ProblemDetails

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(details.detail ?? problems[code].title)
    this.code = code
    this.details = details
  }
}

/**
 * What a thrown value is to the caller. Messages of Quoin's refusals are meant to be read; those of faults behind the
 * edge and of unknown errors are not, and stay inside.
 */
export function problemOf(error: unknown, unknown: ProblemCode = 'internal_error'): HttpProblem {
  if (error instanceof HttpProblem) return error
  if (!(error instanceof QuoinError)) return new HttpProblem(unknown)
  const { code, retryAfterMs } = error
  const { status } = problems[code]
  if (status < 500) return new HttpProblem(code, { detail: error.message, issues: error.issues })
  if (status === 500 || retryAfterMs === undefined) return new HttpProblem(code)
  return new HttpProblem(code, { status: 503, headers: { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) } })
}

/**
 * The problem as RFC 9457 writes it, with the code in `error` and the faulty fields in `issues`.
 *
 * @example
 * ```ts
 * import { HttpProblem, problemResponse } from '@quoin/http'
 *
 * problemResponse(new HttpProblem('not_found')).status // 404
 * ```
 */
export function problemResponse(problem: HttpProblem): Response {
  const { code, details } = problem
  const status = details.status ?? problems[code].status
  const body = {
    type: `urn:quoin:problem:${code}`,
    title: problems[code].title,
    status,
    detail: details.detail ?? problems[code].title,
    error: code,
    ...(details.issues?.length ? { issues: details.issues } : {}),
  }
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...details.headers },
  })
}
