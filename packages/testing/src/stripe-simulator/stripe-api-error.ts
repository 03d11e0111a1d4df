/** A refusal in the shape of Stripe's API. */
export class StripeApiError extends Error {
  override readonly name: string = 'StripeApiError'
  readonly status: 400 | 401 | 402 | 404
  readonly body: { readonly error: Readonly<Record<string, unknown>> }

  constructor(
    status: 400 | 401 | 402 | 404,
    error: { type?: string; code?: string; message: string; param?: string; decline_code?: string },
  ) {
    super(error.message)
    this.status = status
    const doc = error.code === undefined ? {} : { doc_url: `https://docs.stripe.com/error-codes#${error.code}` }
    this.body = { error: { type: 'invalid_request_error', ...doc, ...error } }
  }
}

export function noSuch(kind: string, id: string, param = 'id'): StripeApiError {
  return new StripeApiError(404, { code: 'resource_missing', message: `No such ${kind}: '${id}'`, param })
}
