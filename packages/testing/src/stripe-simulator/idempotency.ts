import { StripeApiError } from './stripe-api-error.ts'

interface Remembered {
  readonly request: string
  readonly answer: object
  readonly until: number
}

/** Answers of POSTs by their keys, for a day, as Stripe keeps them; refused requests are not remembered. */
export interface IdempotencyKeys {
  /** @throws {@link StripeApiError} `idempotency_error` when the key came with another request. */
  once(key: string | undefined, request: string, make: () => object): { answer: object; replayed: boolean }
}

const aDay = 24 * 60 * 60

export function createIdempotencyKeys(now: () => number): IdempotencyKeys {
  const remembered = new Map<string, Remembered>()
  return {
    once(key, request, make) {
      if (key === undefined) return { answer: make(), replayed: false }
      const earlier = remembered.get(key)
      if (earlier === undefined || earlier.until <= now()) {
        const answer = structuredClone(make())
        remembered.set(key, { request, answer, until: now() + aDay })
        return { answer, replayed: false }
      }
      if (earlier.request === request) return { answer: earlier.answer, replayed: true }
      throw new StripeApiError(400, {
        type: 'idempotency_error',
        message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
      })
    },
  }
}
