import { RequestError } from '../request-error.ts'
import type { MessageKey } from './english.ts'
import type { Words } from './words.ts'

const known: Readonly<Record<string, MessageKey>> = {
  unreachable: 'state.unreachable',
  unauthenticated: 'state.unauthenticated',
  order_not_found: 'state.not_found',
  rate_limited: 'state.busy',
  already_shipped: 'state.tooLate',
  not_editable: 'state.tooLate',
  order_closed: 'state.tooLate',
  cancel_requested: 'state.tooLate',
  already_paid: 'state.paid',
  payment_processing: 'state.paid',
  invalid_address: 'address.invalid',
  invalid_request: 'address.invalid',
  line_not_found: 'address.invalid',
  claim_invalid: 'address.invalid',
  claim_limit: 'claim.limit',
}

/** What went wrong, in words for the one who asked for it. Never the text of an error that nobody knows. */
export function sayProblem(error: unknown, words: Words<MessageKey>): string {
  return words((error instanceof RequestError && known[error.code]) || 'state.failed')
}
