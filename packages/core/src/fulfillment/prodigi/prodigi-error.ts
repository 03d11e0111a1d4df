import * as z from 'zod/mini'
import { QuoinError, type QuoinErrorDetails, type RetryAdvice } from '../../quoin-error.ts'
import type { ProdigiErrorReason } from './prodigi-error-reason.ts'
import { list, mapped, record, text } from './prodigi-schema.ts'

/** What Prodigi said besides the status. */
export interface ProdigiErrorDetails extends QuoinErrorDetails {
  readonly status?: number | null
  readonly outcome?: string | null
  readonly traceParent?: string | null
  readonly failures?: Readonly<Record<string, readonly string[]>>
}

/**
 * A call to Prodigi that brought no result. Its code is `fulfillment_provider_failed`; branch on `reason`.
 *
 * `retry` says what a second try can do: `retryable` (nothing happened), `permanent` (it never will), `unknown` (it may
 * have happened: again with the same idempotency key only). Messages name fields and codes, never the values sent.
 *
 * @example
 * ```ts
 * import { createProdigiClient, ProdigiError } from '@quoin/core/prodigi'
 *
 * const prodigi = createProdigiClient({ apiKey: 'your-key', environment: 'sandbox' })
 * try {
 *   await prodigi.products.get('NO-SUCH-SKU')
 * } catch (error) {
 *   if (error instanceof ProdigiError) console.log(error.reason, error.retry, error.traceParent)
 * }
 * ```
 */
export class ProdigiError extends QuoinError {
  override readonly name: string = 'ProdigiError'
  readonly reason: ProdigiErrorReason
  /** HTTP status; null when there was no answer. */
  readonly status: number | null
  /** Prodigi's word, such as `ValidationFailed`. */
  readonly outcome: string | null
  /** Prodigi's support asks for it. */
  readonly traceParent: string | null
  /** Codes by path, such as `recipient.address.postalOrZipCode`. The values sent are left out: they are personal data. */
  readonly failures: Readonly<Record<string, readonly string[]>>

  constructor(reason: ProdigiErrorReason, message: string, details: ProdigiErrorDetails = {}) {
    super('fulfillment_provider_failed', message, { ...details, providerTrace: details.traceParent ?? null })
    this.reason = reason
    this.status = details.status ?? null
    this.outcome = details.outcome ?? null
    this.traceParent = details.traceParent ?? null
    this.failures = details.failures ?? {}
  }
}

/** Whether a call changes something at Prodigi. */
export type ProdigiEffect = 'read' | 'write'

/** How a call failed. */
type ProdigiFailure =
  /** No connection was made. */
  | { readonly kind: 'unsent' }
  /** Timed out or cut off on the way. */
  | { readonly kind: 'lost' }
  /** Answered with success, but not with what was asked for. */
  | { readonly kind: 'unreadable' }
  /** Answered with a status other than success. */
  | { readonly kind: 'refused'; readonly status: number }

/** What a second try can do. The one place that decides it. */
export function adviseRetry(failure: ProdigiFailure, effect: ProdigiEffect): RetryAdvice {
  // Reading twice changes nothing. A write may have happened and must keep its key.
  const ambiguous = effect === 'read' ? 'retryable' : 'unknown'
  // Nothing reached Prodigi.
  if (failure.kind === 'unsent') return 'retryable'
  // It may have been carried out before the answer broke; an empty 200 is no success either (F34, F49).
  if (failure.kind !== 'refused') return ambiguous
  switch (failure.status) {
    // The key was rotated or is of the other environment: the fault of the shop, not of this order (F46).
    case 401:
    case 403:
      return 'retryable'
    // A gateway gave up waiting for either side.
    case 408:
      return ambiguous
    // Turned away by the quota before anything was done (F48).
    case 429:
      return 'retryable'
  }
  // Prodigi understood and refused; the same request gets the same answer (F45).
  if (failure.status >= 400 && failure.status < 500) return 'permanent'
  // 500 `timedOut`, gateways, redirects: nobody knows how far it came (F49).
  return ambiguous
}

const failureCodes = list(mapped(z.object({ code: z.string() }), ({ code }) => code))

/** The body of a refusal, as far as it is one: gateways send HTML, the quota plain text. */
export const refusalSchema = z.catch(z.object({ outcome: text, traceParent: text, failures: record(failureCodes) }), {
  outcome: null,
  traceParent: null,
  failures: {},
})

export type Refusal = z.output<typeof refusalSchema>
