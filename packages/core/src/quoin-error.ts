/** Whether doing the same thing again can help. `unknown` means: it was sent, the answer was lost; repeat only with the same key. */
export type RetryAdvice = 'retryable' | 'permanent' | 'unknown'

/** Every code that Quoin throws. Refusals of a command are returned, see {@link OrderRejection}. */
export type QuoinErrorCode =
  | 'invalid_options'
  | 'invalid_money'
  | 'invalid_checkout'
  | 'invalid_address'
  | 'invalid_query'
  | 'invalid_signature'
  | 'invalid_callback_token'
  | 'malformed_webhook'
  | 'order_not_found'
  | 'order_conflict'
  | 'command_rejected'
  | 'payment_provider_failed'
  | 'fulfillment_provider_failed'
  | 'tracking_provider_failed'
  | 'webhook_not_delivered'
  | 'email_provider_failed'
  | 'unsupported'
  | 'storage_failed'

/** What else is known about a {@link QuoinError}. */
export interface QuoinErrorDetails {
  /** @default 'permanent' */
  readonly retry?: RetryAdvice
  /** How long the other side asked us to wait. */
  readonly retryAfterMs?: number
  /** Paths of the input at fault, such as `items[0].quantity`. */
  readonly issues?: readonly InputIssue[]
  /** The provider's own name for the request that failed, for which its support asks. */
  readonly providerTrace?: string | null
  readonly cause?: unknown
}

/** One fault of an input, with the path to the field. */
export interface InputIssue {
  /** Such as `items[0].quantity`; empty for the whole input. */
  readonly path: string
  readonly code: string
  readonly message: string
}

/**
 * The error class of every package of Quoin. Branch on `code`, never on the message.
 *
 * Messages never contain secrets or personal data.
 *
 * @example
 * ```ts
 * import { QuoinError } from '@quoin/core'
 *
 * try {
 *   throw new QuoinError('order_not_found', 'No order has this id.')
 * } catch (error) {
 *   if (error instanceof QuoinError && error.code === 'order_not_found') console.log(error.retry) // 'permanent'
 * }
 * ```
 */
export class QuoinError extends Error {
  override readonly name: string = 'QuoinError'
  readonly code: QuoinErrorCode
  readonly retry: RetryAdvice
  readonly retryAfterMs: number | undefined
  readonly issues: readonly InputIssue[]
  readonly providerTrace: string | null

  constructor(code: QuoinErrorCode, message: string, details: QuoinErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    this.retry = details.retry ?? 'permanent'
    this.retryAfterMs = details.retryAfterMs
    this.issues = details.issues ?? []
    this.providerTrace = details.providerTrace ?? null
  }
}
