interface ErrorFields {
  readonly type?: string
  readonly code?: string
  readonly message: string
  readonly param?: string
  readonly decline_code?: string
}

/** A refusal in the shape of Stripe's API. */
export class StripeApiError extends Error {
  override readonly name: string = 'StripeApiError'
  readonly status: 400 | 401 | 402 | 404 | 409 | 429 | 500
  readonly body: { readonly error: Readonly<Record<string, unknown>> }

  constructor(status: StripeApiError['status'], error: ErrorFields) {
    super(error.message)
    this.status = status
    const doc =
      error.code === undefined
        ? {}
        : { doc_url: `https://stripe.com/docs/error-codes/${error.code.replaceAll('_', '-')}` }
    this.body = { error: { type: 'invalid_request_error', ...doc, ...error } }
  }
}

/** A refusal of the parameters, before anything was done: idempotency keys don't remember it. */
export class StripeParameterError extends StripeApiError {
  override readonly name = 'StripeParameterError'
}

/** @param status 404 where the address names it, 400 where a parameter does. */
export function noSuch(kind: string, id: string, param = 'id', status: 400 | 404 = 404): StripeApiError {
  return new StripeApiError(status, { code: 'resource_missing', message: `No such ${kind}: '${id}'`, param })
}
