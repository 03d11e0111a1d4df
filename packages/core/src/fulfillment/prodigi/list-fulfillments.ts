import type { Timer } from '../../runtime/timer.ts'
import type { CallOptions, ListedFulfillment } from '../fulfillment-provider.ts'
import type { ProdigiClient } from './prodigi-client.ts'
import { ProdigiError } from './prodigi-error.ts'
import { listAll } from './prodigi-list-all.ts'
import { toSnapshot } from './prodigi-mapping.ts'

/**
 * Every order of the account since then. A page that the quota holds back is waited for: a list that begins anew each time
 * would never come to its end.
 */
export async function* listFulfillments(
  list: ProdigiClient['orders']['list'],
  createdFrom: Date,
  timer: Timer,
  call: CallOptions = {},
): AsyncGenerator<ListedFulfillment, void, undefined> {
  const patient = async (query: Parameters<typeof list>[0]) => {
    for (let waits = 0; ; waits += 1) {
      try {
        return await list(query, call)
      } catch (error) {
        const waitMs = waits < mostWaits ? heldBackFor(error) : null
        if (waitMs === null) throw error
        await rest(timer, waitMs, call.signal)
      }
    }
  }
  for await (const order of listAll(patient, { createdFrom })) {
    const { id, merchantReference, idempotencyKey, callbackUrl, created } = order
    const names = { providerOrderId: id, merchantReference, idempotencyKey, callbackUrl }
    yield { ...names, createdAt: created, snapshot: toSnapshot(order) }
  }
}

const mostWaits = 5
const longestWaitMs = 60_000

/** Null when it is not the quota, or takes too long. */
function heldBackFor(error: unknown): number | null {
  if (!(error instanceof ProdigiError) || error.reason !== 'rate_limited') return null
  const { retryAfterMs = longestWaitMs } = error
  return retryAfterMs <= longestWaitMs ? retryAfterMs : null
}

/** Ends early when it is called off; the next call then says so. */
function rest(timer: Timer, durationMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const stop = timer.after(durationMs, wake)
    function wake(): void {
      stop()
      signal?.removeEventListener('abort', wake)
      resolve()
    }
    if (signal?.aborted) wake()
    else signal?.addEventListener('abort', wake, { once: true })
  })
}
