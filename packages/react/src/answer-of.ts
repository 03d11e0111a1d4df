import type { ClientProblem } from '@quoin/http/client'
import { RequestError } from './request-error.ts'

type Answer<Data> = { readonly data?: Data; readonly error?: ClientProblem; readonly response: Response }

/**
 * What a call of the client answers.
 *
 * @throws {@link RequestError} for a refusal, and when there was no answer that is one of the API's.
 */
export async function answerOf<Data>(call: Promise<Answer<Data>>): Promise<Data> {
  const { data, error } = await call.catch((cause: unknown) => {
    throw new RequestError(null, { cause })
  })
  if (data === undefined) throw new RequestError(isProblem(error) ? error : null)
  return data
}

/** A gateway's error page is no problem of the API. */
function isProblem(error: unknown): error is ClientProblem {
  return typeof error === 'object' && error !== null && 'error' in error && 'detail' in error && 'status' in error
}
