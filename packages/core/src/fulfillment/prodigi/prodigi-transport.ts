import pRetry from 'p-retry'
import type { z } from 'zod'
import { QuoinError } from '../../quoin-error.ts'
import { type Clock, systemClock } from '../../runtime/clock.ts'
import { adviseRetry, type ProdigiEffect, ProdigiError, type Refusal, refusalSchema } from './prodigi-error.ts'

/** How to reach Prodigi. */
export interface ProdigiClientOptions {
  /** Keys of the sandbox and of production differ. Sent as `X-API-Key`, never logged. */
  readonly apiKey: string
  /** Nothing is printed in `sandbox`. There is no default: a guess here prints, or fails to. */
  readonly environment: 'sandbox' | 'production'
  /** An origin such as `http://127.0.0.1:4010`, for a simulator or a proxy. @default Prodigi's own */
  readonly baseUrl?: string
  /** @default the global `fetch` */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
  /** Reads a `Retry-After` that is a date. @default the machine's clock */
  readonly clock?: Clock
  /** @default 15000 */
  readonly readTimeoutMs?: number
  /** Prodigi itself gives up after 60 s; below that, an answer is lost that would still have come. @default 70000 */
  readonly writeTimeoutMs?: number
  /** Quick tries of a read after its first failure. Writes are never repeated here. @default 2 */
  readonly quickRetries?: number
  /** The wait before the first quick try; doubles. @default 200 */
  readonly quickRetryDelayMs?: number
}

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
export type ProdigiTransport = <Schema extends z.ZodType>(
  call: ProdigiCall,
  schema: Schema,
) => Promise<z.output<Schema>>

const origins = { sandbox: 'https://api.sandbox.prodigi.com', production: 'https://api.prodigi.com' }

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
      throw interrupted(call, neverConnected(cause) ? 'unsent' : 'lost', cause)
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
  const why = [String(response.status), refusal.outcome, issues.map((issue) => issue.message).join(', ')]
  const retryAfterMs = readRetryAfter(response.headers.get('retry-after'), clock)
  return new ProdigiError(`Prodigi refused ${named(call)}: ${why.filter(Boolean).join(' ')}.`, {
    ...refusal,
    status: response.status,
    traceParent: refusal.traceParent ?? response.headers.get('traceparent'),
    retry: adviseRetry({ kind: 'refused', status: response.status }, call.effect),
    issues,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  })
}

function unreadable(call: ProdigiCall, response: Response, refusal: Refusal, cause: z.ZodError): ProdigiError {
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

/** Seconds or an HTTP date (RFC 9110, section 10.2.3). */
export function readRetryAfter(header: string | null, clock: Clock): number | undefined {
  if (header === null) return undefined
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000
  const at = Date.parse(header)
  return Number.isNaN(at) ? undefined : Math.max(0, at - clock.now().getTime())
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

function requireOrigin({ environment, baseUrl }: ProdigiClientOptions): string {
  if (!Object.hasOwn(origins, environment)) throw invalidOption('environment', 'must be "sandbox" or "production"')
  if (baseUrl === undefined) return origins[environment]
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null
  const isOrigin = url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`
  if (!isOrigin) throw invalidOption('baseUrl', 'must be an origin such as http://127.0.0.1:4010')
  return url.origin
}

/** Checked here because fetch would quote a key with a line break in its error. */
function requireApiKey({ apiKey }: ProdigiClientOptions): string {
  if (!/^[\x21-\x7e]+$/.test(apiKey)) throw invalidOption('apiKey', 'must be a key without spaces')
  return apiKey
}

function invalidOption(path: string, message: string): QuoinError {
  return new QuoinError('invalid_options', `Prodigi: ${path} ${message}.`, {
    issues: [{ path, code: 'invalid', message }],
  })
}
