/** How much one client may ask for: so many requests in such a time, at once or spread over it. */
export interface RateLimit {
  readonly requests: number
  readonly perMs: number
}

/** What a client has left. */
export interface Allowance {
  readonly allowed: boolean
  /** Requests that could follow at once. */
  readonly remaining: number
  /** How long until all of them are there again; for a refusal, until this one would be let in. */
  readonly waitMs: number
}

/** Beyond it the clients that were seen longest ago are forgotten, so that made-up ones fill no memory. */
const mostClients = 50_000

/**
 * Counts by the generic cell rate algorithm: of each client it keeps the one instant at which all it asked for is paid off.
 *
 * @returns a function that lets a client in, or not; `cost` is how many requests this one stands for.
 */
export function createRateLimiter({
  requests,
  perMs,
}: RateLimit): (client: string, cost: number, nowMs: number) => Allowance {
  const eachMs = perMs / requests
  const paidOffAt = new Map<string, number>()
  return (client, cost, nowMs) => {
    const before = Math.max(paidOffAt.get(client) ?? nowMs, nowMs)
    const after = before + cost * eachMs
    const allowed = after - nowMs <= perMs
    const owedMs = (allowed ? after : before) - nowMs
    if (allowed) {
      // Put at the end: the map's order is the order of the last visits.
      paidOffAt.delete(client)
      paidOffAt.set(client, after)
      const [oldest] = paidOffAt.keys()
      if (oldest !== undefined && paidOffAt.size > mostClients) paidOffAt.delete(oldest)
    }
    return {
      allowed,
      remaining: Math.floor((perMs - owedMs) / eachMs),
      waitMs: allowed ? owedMs : after - perMs - nowMs,
    }
  }
}
