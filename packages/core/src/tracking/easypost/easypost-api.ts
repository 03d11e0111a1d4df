import * as z from 'zod/mini'
import { mustBeTimeout, withDeadline } from '../../calls/with-deadline.ts'
import { QuoinError, type RetryAdvice } from '../../quoin-error.ts'

interface EasypostApiOptions {
  readonly apiKey: string
  readonly origin: string
  readonly timeoutMs: number
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
}

interface EasypostCall<Schema extends z.ZodMiniType, Refused> {
  readonly method: 'GET' | 'POST'
  /** Below `/v2/`. */
  readonly path: string
  readonly body?: object
  readonly schema: Schema
  /** A status besides success that is an answer, too, and which. */
  readonly unless?: { readonly status: number; readonly answer: Refused }
  readonly signal?: AbortSignal | undefined
}

/** Makes a call to EasyPost. Throws `tracking_provider_failed` and nothing else. */
type EasypostApi = <Schema extends z.ZodMiniType, Refused = never>(
  call: EasypostCall<Schema, Refused>,
) => Promise<z.output<Schema> | Refused>

const refusal = z.catch(z.object({ error: z.object({ code: z.string() }) }), { error: { code: '' } })

export function createEasypostApi({ apiKey, origin, timeoutMs, fetch }: EasypostApiOptions): EasypostApi {
  mustBeTimeout('timeoutMs', timeoutMs)
  const headers = { Authorization: `Basic ${btoa(`${apiKey}:`)}`, Accept: 'application/json' }

  return async ({ method, path, body, schema, unless, signal }) => {
    const name = `${method} /v2/${path}`
    const init: RequestInit = {
      method,
      headers: body ? { ...headers, 'Content-Type': 'application/json' } : headers,
      // A redirect would carry the key to wherever it points.
      redirect: 'manual',
      ...(body && { body: JSON.stringify(body) }),
    }
    const { response, text } = await withDeadline(timeoutMs, signal, async (bounded) => {
      const answered = await fetch(`${origin}/v2/${path}`, { ...init, signal: bounded })
      return { response: answered, text: await answered.text() }
    }).catch((cause: unknown) => {
      throw failed(`EasyPost gave no answer to ${name}.`, { retry: 'retryable', cause })
    })
    const json = parseJson(text)
    if (response.ok) {
      const answer = schema.safeParse(json)
      if (answer.success) return answer.data
      throw failed(`EasyPost's answer to ${name} can't be read.`, { retry: 'retryable' })
    }
    if (unless && response.status === unless.status) return unless.answer
    throw failed(`EasyPost refused ${name}: ${[response.status, ...codeOf(json)].join(' ')}.`, {
      retry: adviceFor(response.status),
      ...retryAfter(response.headers.get('retry-after')),
    })
  }
}

/** Making a tracker twice gives the same one, so nothing is lost by trying again whatever may have happened. */
function adviceFor(status: number): RetryAdvice {
  // A key that is being rolled, a bill that is not paid: the fault of the shop, and of no parcel (F46).
  if (status === 401 || status === 402 || status === 403) return 'retryable'
  if (status === 408 || status === 429) return 'retryable'
  return status >= 400 && status < 500 ? 'permanent' : 'retryable'
}

/** Its code only: messages echo what was sent. */
function codeOf(json: unknown): string[] {
  const { code } = refusal.parse(json).error
  return /^[A-Z0-9_.]{1,60}$/.test(code) ? [code] : []
}

function retryAfter(header: string | null): { retryAfterMs?: number } {
  return header !== null && /^\d{1,6}$/.test(header.trim()) ? { retryAfterMs: Number(header) * 1000 } : {}
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function failed(message: string, details: { retry: RetryAdvice; retryAfterMs?: number; cause?: unknown }): QuoinError {
  return new QuoinError('tracking_provider_failed', message, details)
}
