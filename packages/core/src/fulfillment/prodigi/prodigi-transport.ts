import pRetry from 'p-retry'
import type * as z from 'zod/mini'
import { type Clock, systemClock } from '../../runtime/clock.ts'
import { type ProdigiClientOptions, requireApiKey, requireOrigin } from './prodigi-client-options.ts'
import { adviseRetry, type ProdigiEffect, ProdigiError, type Refusal, refusalSchema } from './prodigi-error.ts'
import { readRetryAfter } from './retry-after.ts'

/** One request. */
export interface ProdigiCall {
  readonly method: 'GET' | 'POST'
  /** Below `/v4.0/`. */
  readonly path: string
  readonly query?: URLSearchParams | undefined
  readonly body?: string
  readonly effect: ProdigiEffect
  readonly signal?: AbortSignal | undefined
}

/** Makes a request and reads the answer by a schema. Throws {@link ProdigiError} and nothing else. */
export type ProdigiTransport = <Schema extends z.ZodMiniType>(
  call: ProdigiCall,
  schema: Schema,
) => Promise<z.output<Schema>>

export function createProdigiTransport(options: ProdigiClientOptions): ProdigiTransport {
  const origin = requireOrigin(options)
  const headers = { 'X-API-Key': requireApiKey(options), Accept: 'application/json' }
  const { readTimeoutMs = 15_000, writeTimeoutMs = 70_000, quickRetries = 2, quickRetryDelayMs = 200 } = options
  const { clock = systemClock, fetch = globalFetch } = options

  const attempt: ProdigiTransport = async (call, schema) => {
    if (call.signal?.aborted) throw interrupted(call, 'unsent', call.signal.reason)
    const timeout = AbortSignal.timeout(call.effect === 'read' ? readTimeoutMs : writeTimeoutMs)
    const init: RequestInit = {
      method: call.method,
      headers: call.method === 'POST' ? { ...headers, 'Content-Type': 'application/json' } : headers,
      signal: call.signal ? AbortSignal.any([call.signal, timeout]) : timeout,
      // A redirect would carry the key to wherever it points.
      redirect: 'manual',
    }
    if (call.body !== undefined) init.body = call.body
    const query = call.query?.size ? `?${call.query}` : ''
    let response: Response
    let text: string
    try {
      response = await fetch(`${origin}/v4.0/${call.path}${query}`, init)
      text = await response.text()
    } catch (cause) {
      const unsent = !init.signal?.aborted && neverConnected(cause)
      throw interrupted(call, unsent ? 'unsent' : 'lost', cause)
    }
    const json = parseJson(text)
    if (!response.ok) throw refused(call, response, refusalSchema.parse(json), clock)
    const answer = schema.safeParse(json)
    if (answer.success) return answer.data
    throw unreadable(call, response, refusalSchema.parse(json), answer.error)
  }

  return async (call, schema) => {
    if (call.effect === 'write') return attempt(call, schema)
    try {
      return await pRetry(() => attempt(call, schema), {
        retries: quickRetries,
        minTimeout: quickRetryDelayMs,
        maxRetryTime: readTimeoutMs,
        shouldRetry: ({ error }) => error instanceof ProdigiError && quickRetryHelps(error),
        ...(call.signal && { signal: call.signal }),
      })
    } catch (error) {
      // When the caller's signal ends the waiting, its reason comes through as it is.
      throw error instanceof ProdigiError ? error : interrupted(call, 'lost', error)
    }
  }
}

/** A quota and a wrong key last longer than a quick try, and so does whatever Prodigi asks us to wait for. */
function quickRetryHelps(error: ProdigiError): boolean {
  if (error.status === 401 || error.status === 403 || error.status === 429) return false
  return error.retry === 'retryable' && error.retryAfterMs === undefined
}

function interrupted(call: ProdigiCall, kind: 'unsent' | 'lost', cause: unknown): ProdigiError {
  const message = kind === 'unsent' ? 'Prodigi was not reached by' : 'Prodigi gave no answer to'
  return new ProdigiError(`${message} ${named(call)}.`, { retry: adviseRetry({ kind }, call.effect), cause })
}

function refused(call: ProdigiCall, response: Response, refusal: Refusal, clock: Clock): ProdigiError {
  const issues = Object.entries(refusal.failures).flatMap(([path, codes]) =>
    codes.map((code) => ({ path, code, message: `${path}: ${code}` })),
  )
  const fields = issues.length > 0 ? ` (${issues.map((issue) => issue.message).join(', ')})` : ''
  const why = refusal.outcome === null ? response.status : `${response.status} ${refusal.outcome}`
  const retryAfterMs = readRetryAfter(response.headers.get('retry-after'), clock)
  return new ProdigiError(`Prodigi refused ${named(call)}: ${why}${fields}.`, {
    ...refusal,
    status: response.status,
    traceParent: refusal.traceParent ?? response.headers.get('traceparent'),
    retry: adviseRetry({ kind: 'refused', status: response.status }, call.effect),
    issues,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  })
}

function unreadable(call: ProdigiCall, response: Response, refusal: Refusal, cause: z.core.$ZodError): ProdigiError {
  return new ProdigiError(`Prodigi's answer to ${named(call)} can't be read.`, {
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

/** Looked up at each call, so that a host may replace it. */
function globalFetch(url: string, init: RequestInit): Promise<Response> {
  return globalThis.fetch(url, init)
}
