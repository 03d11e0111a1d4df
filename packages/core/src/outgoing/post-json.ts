import type { ServiceHealth } from '../calls/circuit.ts'
import { readRetryAfter } from '../calls/retry-after.ts'
import { withDeadline } from '../calls/with-deadline.ts'
import { QuoinError, type QuoinErrorDetails } from '../quoin-error.ts'
import type { Clock } from '../runtime/clock.ts'

/** A message to somebody else's system. */
export interface JsonPost {
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string
  readonly timeoutMs: number
}

/** What came of a call: what it says of the endpoint, and why the webhook was not taken; null when it was. */
export interface WebhookAnswer {
  readonly health: ServiceHealth
  readonly error: QuoinError | null
}

/** What an endpoint may ask for at most, so that a slip of it can't put its webhooks off for ever. */
const longestWaitMs = 3_600_000

/**
 * Posts once. Any 2xx is a yes; 410 says that the endpoint wants no more, so only that is for good. Of the answer nothing but its
 * status and `Retry-After` is read, and of the URL nothing but its origin is told: the rest can be a secret.
 */
export async function postJson(
  { url, headers, body, timeoutMs }: JsonPost,
  clock: Clock,
  signal?: AbortSignal,
): Promise<WebhookAnswer> {
  const { origin } = new URL(url)
  const failed = (health: ServiceHealth, what: string, details: QuoinErrorDetails = {}): WebhookAnswer => {
    const error = new QuoinError('webhook_not_delivered', `${origin} ${what}.`, { retry: 'retryable', ...details })
    return { health, error }
  }
  const init = {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', 'user-agent': 'Quoin' },
    body,
    // What is signed for one place is not for another.
    redirect: 'manual',
  } as const
  const { response, failure } = await withDeadline(timeoutMs, signal, async (bounded) => {
    try {
      return { response: await fetch(url, { ...init, signal: bounded }) }
    } catch (cause) {
      if (signal?.aborted) return { failure: failed('unknown', 'was called, and the call was called off', { cause }) }
      if (bounded.aborted) return { failure: failed('down', `did not answer within ${timeoutMs} ms`, { cause }) }
      return { failure: failed('down', 'could not be reached', { cause }) }
    }
  })
  if (!response) return failure
  await response.body?.cancel().catch(() => {})
  if (response.ok) return { health: 'up', error: null }
  if (response.status === 410) return failed('up', 'answers 410: it wants no more webhooks', { retry: 'permanent' })
  const retryAfterMs = readRetryAfter(response.headers.get('retry-after'), clock)
  const isDown = response.status >= 500 || response.status === 429
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs: Math.min(retryAfterMs, longestWaitMs) }
  return failed(isDown ? 'down' : 'up', `answers ${response.status}`, wait)
}
