import type Stripe from 'stripe'
import type { z } from 'zod'
import { stripeFailure } from './stripe-fault.ts'

type Call = (stripe: Stripe) => Promise<unknown>

/** Calls Stripe, checks the shape of its answer, and turns what goes wrong into `payment_provider_failed`. */
export interface StripeApi {
  read<Answer>(answer: z.ZodType<Answer>, call: Call): Promise<Answer>
  write<Answer>(answer: z.ZodType<Answer>, call: Call): Promise<Answer>
}

export interface StripeApiOptions {
  readonly secretKey: string
  readonly base: URL | null
  readonly timeoutMs: number
  readonly maxNetworkRetries: number
}

export function createStripeApi(options: StripeApiOptions): StripeApi {
  let client: Promise<Stripe> | undefined
  const perform = async <Answer>(kind: 'read' | 'write', answer: z.ZodType<Answer>, call: Call): Promise<Answer> => {
    try {
      client ??= connect(options)
      return answer.parse(await call(await client))
    } catch (error) {
      throw stripeFailure(error, kind)
    }
  }
  return {
    read: (answer, call) => perform('read', answer, call),
    write: (answer, call) => perform('write', answer, call),
  }
}

/** The package takes 100 ms to load, and a process that only receives webhooks never needs it. */
async function connect({ secretKey, base, timeoutMs, maxNetworkRetries }: StripeApiOptions): Promise<Stripe> {
  const { default: StripeClient } = await import('stripe')
  return new StripeClient(secretKey, {
    timeout: timeoutMs,
    maxNetworkRetries,
    telemetry: false,
    appInfo: { name: 'quoin', url: 'https://github.com/quoin/quoin' },
    ...(base === null ? {} : address(base)),
  })
}

function address(base: URL): { protocol: 'http' | 'https'; host: string; port: string } {
  const protocol = base.protocol === 'http:' ? 'http' : 'https'
  return { protocol, host: base.hostname, port: base.port || (protocol === 'http' ? '80' : '443') }
}
