import { StripeApiError, StripeParameterError } from './stripe-api-error.ts'

/** What was answered, as it is kept. */
export interface KeptAnswer {
  readonly status: number
  readonly body: object
  /** Of the request that was executed. */
  readonly requestId: string
}

interface Remembered {
  readonly endpoint: string
  readonly request: string
  readonly until: number
  /** Null while it is being executed. */
  answer: KeptAnswer | null
}

/**
 * Answers of POSTs by their keys, for a day, as Stripe keeps them: whatever a request that was executed answered, a 500 too.
 * What was refused before that is not remembered: wrong parameters, too many calls, a key that is in use.
 */
interface IdempotencyKeys {
  /** The answer to give again; null: go on, and then {@link keep} or {@link forget}. Throws `idempotency_error`s. */
  begin(key: string, endpoint: string, request: string): KeptAnswer | null
  keep(key: string, answer: KeptAnswer): void
  forget(key: string): void
}

const aDay = 24 * 60 * 60
const keyLengthMax = 255

export function createIdempotencyKeys(now: () => number): IdempotencyKeys {
  const remembered = new Map<string, Remembered>()
  return {
    begin(key, endpoint, request) {
      if (key.length > keyLengthMax) {
        throw new StripeParameterError(400, {
          type: 'idempotency_error',
          message: `Idempotency keys must be at most ${keyLengthMax} characters long.`,
        })
      }
      const earlier = remembered.get(key)
      if (earlier === undefined || (earlier.until <= now() && earlier.answer !== null)) {
        remembered.set(key, { endpoint, request, until: now() + aDay, answer: null })
        return null
      }
      if (earlier.endpoint !== endpoint)
        throw mismatch(`for the same endpoint they were first used for ('${earlier.endpoint}')`, key)
      if (earlier.request !== request) throw mismatch('with the same parameters they were first used with', key)
      if (earlier.answer !== null) return earlier.answer
      throw new StripeApiError(409, {
        type: 'idempotency_error',
        code: 'idempotency_key_in_use',
        message: `There is currently another in-progress request using this Idempotency Key: ${key}.`,
      })
    },
    keep(key, answer) {
      const entry = remembered.get(key)
      if (entry !== undefined) entry.answer = structuredClone(answer)
    },
    forget: (key) => void remembered.delete(key),
  }
}

function mismatch(how: string, key: string): StripeApiError {
  return new StripeApiError(400, {
    type: 'idempotency_error',
    message: `Keys for idempotent requests can only be used ${how}. Try using a key other than '${key}' if you meant to execute a different request.`,
  })
}
