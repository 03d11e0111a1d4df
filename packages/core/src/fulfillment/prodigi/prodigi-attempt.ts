import type * as z from 'zod/mini'
import { readRetryAfter } from '../../calls/retry-after.ts'
import { mustBeTimeout, withDeadline } from '../../calls/with-deadline.ts'
import type { Clock } from '../../runtime/clock.ts'
import { adviseRetry, type ProdigiEffect, ProdigiError, type Refusal, refusalSchema } from './prodigi-error.ts'
import { type ProdigiErrorReason, reasonOfStatus } from './prodigi-error-reason.ts'

/** One request. */
interface ProdigiCall {
  readonly method: 'GET' | 'POST'
  /** Below `/v4.0/`. */
  readonly path: string
  readonly query?: URLSearchParams | undefined
  readonly body?: string
  readonly effect: ProdigiEffect
  /** A status besides success whose body can be an answer too. */
  readonly answersAt?: number
  readonly signal?: AbortSignal | undefined
}

/** Makes a request and reads the answer by a schema. Throws {@link ProdigiError} and nothing else. */
export type ProdigiTransport = <Schema extends z.ZodMiniType>(
  call: ProdigiCall,
  schema: Schema,
) => Promise<z.output<Schema>>

interface ProdigiAttemptOptions {
  readonly origin: string
  readonly apiKey: string
  readonly readTimeoutMs: number
  readonly writeTimeoutMs: number
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  readonly clock: Clock
}

/** A transport that tries once. */
export function createAttempt(options: ProdigiAttemptOptions): ProdigiTransport {
  const { origin, apiKey, readTimeoutMs, writeTimeoutMs, fetch, clock } = options
  mustBeTimeout('readTimeoutMs', readTimeoutMs)
  mustBeTimeout('writeTimeoutMs', writeTimeoutMs)
  const headers = { 'X-API-Key': apiKey, Accept: 'application/json' }

  async function send(call: ProdigiCall, signal: AbortSignal): Promise<{ response: Response; text: string }> {
    const init: RequestInit = {
      method: call.method,
      headers: call.method === 'POST' ? { ...headers, 'Content-Type': 'application/json' } : headers,
      signal,
      // A redirect would carry the key to wherever it points.
      redirect: 'manual',
    }
    if (call.body !== undefined) init.body = call.body
    const query = call.query?.size ? `?${call.query}` : ''
    try {
      const response = await fetch(`${origin}/v4.0/${call.path}${query}`, init)
      return { response, text: await response.text() }
    } catch (cause) {
      if (call.signal?.aborted) throw interrupted(call, 'aborted', 'lost', cause)
      if (signal.aborted) throw interrupted(call, 'timed_out', 'lost', cause)
      throw interrupted(call, 'connection', neverConnected(cause) ? 'unsent' : 'lost', cause)
    }
  }

  return async (call, schema) => {
    if (call.signal?.aborted) throw interrupted(call, 'aborted', 'unsent', call.signal.reason)
    const timeoutMs = call.effect === 'read' ? readTimeoutMs : writeTimeoutMs
    const { response, text } = await withDeadline(timeoutMs, call.signal, (signal) => send(call, signal))
    const json = parseJson(text)
    const answer = response.ok || response.status === call.answersAt ? schema.safeParse(json) : null
    if (answer?.success) return answer.data
    if (answer && response.ok) throw unreadable(call, response, refusalSchema.parse(json), answer.error)
    throw refused(call, response, refusalSchema.parse(json), clock)
  }
}

/** Ended without an answer. */
export function interrupted(
  call: ProdigiCall,
  reason: ProdigiErrorReason,
  kind: 'unsent' | 'lost',
  cause: unknown,
): ProdigiError {
  const message = kind === 'unsent' ? 'Prodigi was not reached by' : 'Prodigi gave no answer to'
  return new ProdigiError(reason, `${message} ${named(call)}.`, { retry: adviseRetry({ kind }, call.effect), cause })
}

/** Not sent at all, on purpose. */
export function heldBack(
  call: ProdigiCall,
  reason: 'rate_limited' | 'circuit_open',
  retryAfterMs: number,
): ProdigiError {
  const why = reason === 'circuit_open' ? 'Prodigi has failed too often just now.' : "It is beyond Prodigi's quota."
  return new ProdigiError(reason, `Not sent: ${named(call)}. ${why}`, { retry: 'retryable', retryAfterMs })
}

function refused(call: ProdigiCall, response: Response, refusal: Refusal, clock: Clock): ProdigiError {
  const issues = Object.entries(refusal.failures).flatMap(([path, codes]) =>
    codes.map((code) => ({ path, code, message: `${path}: ${code}` })),
  )
  const fields = issues.length > 0 ? ` (${issues.map((issue) => issue.message).join(', ')})` : ''
  const why = refusal.outcome === null ? response.status : `${response.status} ${refusal.outcome}`
  const retryAfterMs = readRetryAfter(response.headers.get('retry-after'), clock)
  return new ProdigiError(
    reasonOfStatus(response.status, refusal.outcome),
    `Prodigi refused ${named(call)}: ${why}${fields}.`,
    {
      ...refusal,
      status: response.status,
      traceParent: refusal.traceParent ?? response.headers.get('traceparent'),
      retry: adviseRetry({ kind: 'refused', status: response.status }, call.effect),
      issues,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    },
  )
}

function unreadable(call: ProdigiCall, response: Response, refusal: Refusal, cause: z.core.$ZodError): ProdigiError {
  return new ProdigiError('unreadable', `Prodigi's answer to ${named(call)} can't be read.`, {
    status: response.status,
    outcome: refusal.outcome,
    traceParent: refusal.traceParent ?? response.headers.get('traceparent'),
    retry: adviseRetry({ kind: 'unreadable' }, call.effect),
    cause,
  })
}

function named(call: ProdigiCall): string {
  return `${call.method} /${call.path}`
}

/** Undefined for what is no JSON. The parser's own error quotes the text, and with it names and streets. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const beforeConnecting = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])

/** Whether fetch failed at a stage where no byte of the request had left. Node keeps the reason in `cause`. */
function neverConnected(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && typeof error.code === 'string' && beforeConnecting.has(error.code)) return true
  return neverConnected(error.cause)
}
