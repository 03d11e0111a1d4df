import pRetry from 'p-retry'
import { createCircuitBreaker } from '../../calls/circuit-breaker.ts'
import { systemClock } from '../../runtime/clock.ts'
import { observedFetch } from '../../runtime/observed-fetch.ts'
import { noTelemetry } from '../../runtime/telemetry.ts'
import { systemTimer } from '../../runtime/timer.ts'
import { createAttempt, heldBack, interrupted, type ProdigiTransport } from './prodigi-attempt.ts'
import {
  type ProdigiClientOptions,
  requireApiKey,
  requireCircuitPolicy,
  requireOrigin,
  requireRateLimit,
} from './prodigi-client-options.ts'
import { ProdigiError } from './prodigi-error.ts'
import { healthOf } from './prodigi-error-reason.ts'
import { createRateLimiter } from './rate-limiter.ts'

/** The way of every call: the circuit, the rate limit, the request; and for reads a few quick tries. */
export function createProdigiTransport(options: ProdigiClientOptions): ProdigiTransport {
  const { readTimeoutMs = 15_000, writeTimeoutMs = 70_000, quickRetries = 2, quickRetryDelayMs = 200 } = options
  const { clock = systemClock, timer = systemTimer, fetch = globalFetch, maxWaitMs = 10_000 } = options
  const { telemetry = noTelemetry } = options
  const [limit, policy] = [requireRateLimit(options), requireCircuitPolicy(options)]
  const limiter = limit && createRateLimiter({ limit, clock, timer, maxWaitMs })
  const circuit = policy && createCircuitBreaker({ policy, clock })
  const attempt = createAttempt({
    origin: requireOrigin(options),
    apiKey: requireApiKey(options),
    readTimeoutMs,
    writeTimeoutMs,
    fetch: observedFetch('prodigi', telemetry, fetch),
    clock,
  })

  const limited: ProdigiTransport = async (call, schema) => {
    const waitMs = (await limiter?.admit({ isWrite: call.effect === 'write', signal: call.signal })) ?? 0
    if (waitMs > 0) throw heldBack(call, 'rate_limited', waitMs)
    try {
      return await attempt(call, schema)
    } catch (error) {
      if (error instanceof ProdigiError && error.status === 429) limiter?.pause(error.retryAfterMs)
      throw error
    }
  }

  const guarded: ProdigiTransport = async (call, schema) => {
    if (!circuit) return limited(call, schema)
    const { waitMs, leave } = circuit.enter()
    if (waitMs > 0) throw heldBack(call, 'circuit_open', waitMs)
    try {
      const answer = await limited(call, schema)
      leave('up')
      return answer
    } catch (error) {
      leave(error instanceof ProdigiError ? healthOf(error.reason) : 'unknown')
      throw error
    }
  }

  return async (call, schema) => {
    if (call.effect === 'write') return guarded(call, schema)
    try {
      return await pRetry(() => guarded(call, schema), {
        retries: quickRetries,
        minTimeout: quickRetryDelayMs,
        maxRetryTime: readTimeoutMs,
        shouldRetry: ({ error }) => error instanceof ProdigiError && quickRetryHelps(error),
        ...(call.signal && { signal: call.signal }),
      })
    } catch (error) {
      // When the caller's signal ends the waiting, its reason comes through as it is.
      throw error instanceof ProdigiError ? error : interrupted(call, 'aborted', 'lost', error)
    }
  }
}

/** A quota and a wrong key last longer than a quick try, and so does whatever asks us to wait. */
function quickRetryHelps(error: ProdigiError): boolean {
  if (error.reason === 'not_authenticated' || error.reason === 'rate_limited') return false
  return error.retry === 'retryable' && error.retryAfterMs === undefined
}

/** Looked up at each call, so that a host may replace it. */
function globalFetch(url: string, init: RequestInit): Promise<Response> {
  return globalThis.fetch(url, init)
}
