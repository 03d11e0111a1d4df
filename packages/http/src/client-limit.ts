import { type Clock, QuoinError } from '@quoin/core'
import type { Caller } from './caller.ts'
import { HttpProblem } from './problem.ts'
import { createRateLimiter, type RateLimit } from './rate-limiter.ts'

/** How clients are kept from asking too much. */
export interface ClientLimitOptions {
  /**
   * For each client of this process: whoever is signed in, else whoever has the address. Checkouts count ten times, reads from
   * providers five times; webhooks, probes and scrapes not at all. @default 300 requests a minute
   */
  readonly rateLimit?: RateLimit | false
  /** The address a request came from, as far as the host trusts its proxies. @default none: guests are not limited */
  readonly clientAddress?: (request: Request) => string | null | undefined
}

/** Lets a request in and says what is left, or refuses it. */
export type ClientLimit = (request: Request, caller: Caller | null, cost: number) => Readonly<Record<string, string>>

const noHeaders = {}

/** @throws {@link QuoinError} `invalid_options` for a limit that lets nobody in. */
export function createClientLimit(options: ClientLimitOptions & { readonly clock: Clock }): ClientLimit {
  const { rateLimit = { requests: 300, perMs: 60_000 }, clientAddress, clock } = options
  if (rateLimit === false) return () => noHeaders
  const { requests, perMs } = rateLimit
  if (!(Number.isInteger(requests) && requests >= 10 && Number.isInteger(perMs) && perMs >= 1_000)) {
    throw new QuoinError('invalid_options', 'rateLimit needs at least 10 requests and at least 1000 ms.')
  }
  const take = createRateLimiter(rateLimit)
  const policy = `"client";q=${requests};w=${Math.ceil(perMs / 1_000)}`
  return (request, caller, cost) => {
    const client = caller ? `${caller.role}:${caller.userId}` : clientAddress?.(request)
    if (!client || cost === 0) return noHeaders
    const { allowed, remaining, waitMs } = take(client, cost, clock.now().getTime())
    const seconds = Math.ceil(waitMs / 1_000)
    const headers = { 'ratelimit-policy': policy, ratelimit: `"client";r=${remaining};t=${seconds}` }
    if (allowed) return headers
    throw new HttpProblem('rate_limited', { headers: { ...headers, 'retry-after': String(seconds) } })
  }
}
