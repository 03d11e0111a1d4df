import { QuoinError, type RetryAdvice } from '../../quoin-error.ts'

/** What an error of the `stripe` package says, without what it must not tell: its messages echo keys and addresses. */
export interface StripeFault {
  /** The HTTP status; null when no answer came. */
  readonly status: number | null
  /** Stripe's error code, such as `resource_missing`, or the network's, such as `ECONNREFUSED`. */
  readonly code: string | null
  /** Stripe's kind of error, such as `invalid_request_error`. */
  readonly type: string | null
  /** The parameter at fault. */
  readonly param: string | null
  /** By which Stripe's dashboard finds the call. */
  readonly requestId: string | null
  readonly retryAfterMs: number | null
}

/** Reads an error by its shape, because the `stripe` package is not loaded where it is caught. */
export function stripeFault(error: unknown): StripeFault {
  const status = property(error, 'statusCode')
  const retryAfterSeconds = Number(property(property(error, 'headers'), 'retry-after') ?? Number.NaN)
  return {
    status: typeof status === 'number' ? status : null,
    code: text(property(error, 'code')) ?? text(property(property(error, 'detail'), 'code')),
    type: text(property(error, 'rawType')),
    param: text(property(error, 'param')),
    requestId: text(property(error, 'requestId')),
    retryAfterMs: Number.isFinite(retryAfterSeconds) && retryAfterSeconds >= 0 ? retryAfterSeconds * 1000 : null,
  }
}

/** The error for the rest of Quoin. */
export function stripeFailure(error: unknown, kind: 'read' | 'write'): QuoinError {
  const fault = stripeFault(error)
  const facts = [
    fault.status === null ? 'no usable answer' : `HTTP ${fault.status}`,
    ...[fault.code, fault.param, fault.requestId].filter((fact) => fact !== null),
  ]
  return new QuoinError('payment_provider_failed', `Stripe did not do what was asked: ${facts.join(', ')}.`, {
    retry: adviceFor(fault.status, kind),
    ...(fault.retryAfterMs === null ? {} : { retryAfterMs: fault.retryAfterMs }),
    issues: [{ path: fault.param ?? '', code: fault.code ?? 'unknown', message: 'Stripe refused it.' }],
  })
}

function adviceFor(status: number | null, kind: 'read' | 'write'): RetryAdvice {
  // A key that is being rolled is refused for a while; nothing happened, and later it works.
  if (status === 401 || status === 403) return 'retryable'
  if (status === 429) return 'retryable'
  // 409: the first try with this key is still at work. Those, and what was lost on the way, may have happened.
  if (status === null || status === 409 || status >= 500) return kind === 'write' ? 'unknown' : 'retryable'
  return 'permanent'
}

/** A restricted key that may not look: 403. The others: a server in Stripe's place that has nothing of the kind to show. */
const withheld: readonly (number | null)[] = [403, 404, 405, 501]

/** What to take in place of what is withheld. */
export function ifWithheld<Answer>(answer: Answer): (fault: StripeFault) => Answer | undefined {
  return (fault) => (withheld.includes(fault.status) ? answer : undefined)
}

/** The HTTP status of an answer of the `stripe` package; null when it does not tell. */
export function statusOf(answer: unknown): number | null {
  const status = property(property(answer, 'lastResponse'), 'statusCode')
  return typeof status === 'number' ? status : null
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
