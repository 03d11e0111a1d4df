import type Stripe from 'stripe'
import type { z } from 'zod'
import { observedFetch } from '../../runtime/observed-fetch.ts'
import type { Telemetry } from '../../runtime/telemetry.ts'
import { type StripeFault, statusOf, stripeFailure, stripeFault } from './stripe-fault.ts'
import { stripeFetch } from './stripe-fetch.ts'

type Call = (stripe: Stripe) => Promise<unknown>
/** What a failure is as good as; undefined when it is a failure. */
type Instead<Answer> = (fault: StripeFault) => Answer | undefined

/** Calls Stripe, checks the shape of its answer, and turns what goes wrong into `payment_provider_failed`. */
export interface StripeApi {
  read<Answer>(answer: z.ZodType<Answer>, call: Call, instead?: Instead<Answer>): Promise<Answer>
  write<Answer>(answer: z.ZodType<Answer>, call: Call, instead?: Instead<Answer>): Promise<Answer>
}

export interface StripeApiOptions {
  readonly secretKey: string
  readonly base: URL | null
  readonly timeoutMs: number
  readonly maxNetworkRetries: number
  readonly telemetry: Telemetry
}

export function createStripeApi(options: StripeApiOptions): StripeApi {
  let client: Promise<Stripe> | undefined
  const perform = async <Answer>(
    kind: 'read' | 'write',
    answer: z.ZodType<Answer>,
    call: Call,
    instead?: Instead<Answer>,
  ): Promise<Answer> => {
    try {
      client ??= connect(options)
      return answer.parse(succeeded(await call(await client)))
    } catch (error) {
      const known = instead?.(stripeFault(error))
      if (known !== undefined) return known
      throw stripeFailure(error, kind)
    }
  }
  return {
    read: (answer, call, instead) => perform('read', answer, call, instead),
    write: (answer, call, instead) => perform('write', answer, call, instead),
  }
}

/** The `stripe` package takes any JSON without an `error` in it for an answer, whatever its status: a proxy's, say. */
function succeeded(answer: unknown): unknown {
  const statusCode = statusOf(answer)
  if (statusCode !== null && statusCode >= 400) throw Object.assign(new Error('No answer of Stripe.'), { statusCode })
  return answer
}

/** The package takes 100 ms to load, and a process that only receives webhooks never needs it. */
async function connect(options: StripeApiOptions): Promise<Stripe> {
  const { secretKey, base, timeoutMs, maxNetworkRetries, telemetry } = options
  const fetch = observedFetch('stripe', telemetry, stripeFetch)
  const { default: StripeClient } = await import('stripe')
  return new StripeClient(secretKey, {
    timeout: timeoutMs,
    maxNetworkRetries,
    telemetry: false,
    httpClient: StripeClient.createFetchHttpClient((url, init) => fetch(String(url), init ?? {})),
    appInfo: { name: 'quoin', url: 'https://github.com/quoin/quoin' },
    ...(base === null ? {} : address(base)),
  })
}

function address(base: URL): { protocol: 'http' | 'https'; host: string; port: string } {
  const protocol = base.protocol === 'http:' ? 'http' : 'https'
  return { protocol, host: base.hostname, port: base.port || (protocol === 'http' ? '80' : '443') }
}
