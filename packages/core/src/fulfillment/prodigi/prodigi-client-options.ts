import { type CircuitPolicy, defaultCircuitPolicy } from '../../calls/circuit.ts'
import { QuoinError } from '../../quoin-error.ts'
import type { Clock } from '../../runtime/clock.ts'
import type { Telemetry } from '../../runtime/telemetry.ts'
import type { Timer } from '../../runtime/timer.ts'
import { defaultRateLimit, type RateLimit } from './rate-limit.ts'

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
  /** Told of each request, such as `openTelemetry()`. @default nobody is */
  readonly telemetry?: Telemetry
  /** What rate limit, circuit and caches go by. @default the machine's clock */
  readonly clock?: Clock
  /** Where a call waits for its turn. @default the machine's timers */
  readonly timer?: Timer
  /** @default 15000 */
  readonly readTimeoutMs?: number
  /** Prodigi itself gives up after 60 s; below that, an answer is lost that would still have come. @default 70000 */
  readonly writeTimeoutMs?: number
  /** Quick tries of a read after its first failure. Writes are never repeated here. @default 2 */
  readonly quickRetries?: number
  /** The wait before the first quick try; doubles. @default 200 */
  readonly quickRetryDelayMs?: number
  /**
   * Prodigi counts the calls of a key, whoever makes them: divide the quota among your processes.
   *
   * @default 30 calls per 31 s, 15 of them for writes; `off` with a `baseUrl`, for a server in Prodigi's place has a quota
   *   of its own
   */
  readonly rateLimit?: RateLimit | 'off'
  /** A call that would wait longer for its turn fails at once, `retryable` and with `retryAfterMs`. @default 10000 */
  readonly maxWaitMs?: number
  /**
   * When calls stop because Prodigi fails. A wrong key stops them at once. While the circuit is open, calls fail at once,
   * `retryable` and with `retryAfterMs`; then one is let through to see.
   *
   * @default after 5 failures in a row for 1 s, doubling up to 30 s
   */
  readonly circuit?: CircuitPolicy | 'off'
  /** How long answers are used again. Orders never are. @default products an hour, quotes five minutes, 500 of each */
  readonly cache?: ProdigiCacheOptions | 'off'
}

/** What a client keeps of Prodigi's answers. */
export interface ProdigiCacheOptions {
  /** @default 3600000 */
  readonly productTtlMs?: number
  /** @default 300000 */
  readonly quoteTtlMs?: number
  /** Of products, and of quotes. @default 500 */
  readonly maxEntries?: number
}

const origins = { sandbox: 'https://api.sandbox.prodigi.com', production: 'https://api.prodigi.com' }

/** Where to send requests. @throws {@link QuoinError} `invalid_options`. */
export function requireOrigin({ environment, baseUrl }: ProdigiClientOptions): string {
  if (!Object.hasOwn(origins, environment)) throw invalidOption('environment', 'must be "sandbox" or "production"')
  if (baseUrl === undefined) return origins[environment]
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null
  const isOrigin = url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`
  if (!isOrigin) throw invalidOption('baseUrl', 'must be an origin such as http://127.0.0.1:4010')
  return url.origin
}

/**
 * Checked here because fetch would quote a key with a line break in its error.
 *
 * @throws {@link QuoinError} `invalid_options`.
 */
export function requireApiKey({ apiKey }: ProdigiClientOptions): string {
  if (typeof apiKey !== 'string' || !/^[\x21-\x7e]+$/.test(apiKey))
    throw invalidOption('apiKey', 'must be a key without spaces')
  return apiKey
}

/**
 * Null when it is off.
 *
 * @throws {@link QuoinError} `invalid_options`.
 */
export function requireRateLimit(options: ProdigiClientOptions): RateLimit | null {
  const { rateLimit = options.baseUrl === undefined ? defaultRateLimit : 'off' } = options
  if (rateLimit === 'off') return null
  const { calls, perMs, reservedForWrites } = rateLimit
  const isLimit =
    isCount(calls) && isCount(perMs) && isCount(reservedForWrites) && calls > reservedForWrites && perMs > 0
  if (!isLimit) throw invalidOption('rateLimit', 'must leave at least one call per time to reads')
  return rateLimit
}

/**
 * Null when it is off.
 *
 * @throws {@link QuoinError} `invalid_options`.
 */
export function requireCircuitPolicy({ circuit = defaultCircuitPolicy }: ProdigiClientOptions): CircuitPolicy | null {
  if (circuit === 'off') return null
  const { failures, openMs, maxOpenMs } = circuit
  const isPolicy = [failures, openMs, maxOpenMs].every((value) => isCount(value) && value > 0) && maxOpenMs >= openMs
  if (!isPolicy) throw invalidOption('circuit', 'must be whole numbers above 0, and maxOpenMs at least openMs')
  return circuit
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function invalidOption(path: string, message: string): QuoinError {
  return new QuoinError('invalid_options', `Prodigi: ${path} ${message}.`, {
    issues: [{ path, code: 'invalid', message }],
  })
}
