import type { ServiceHealth } from '../../calls/circuit.ts'

/** Why a call to Prodigi brought no result. */
export type ProdigiErrorReason =
  /** Not sent: an argument can't be right. */
  | 'invalid_argument'
  /** 400: `failures` names the fields and what is wrong with each. */
  | 'validation_failed'
  /** 401 or 403: the key is wrong, or of the other environment. */
  | 'not_authenticated'
  /** 404. Also said of an order that is held by a pause window. */
  | 'not_found'
  /** Another 4xx. */
  | 'refused'
  /** 429; or not sent, with `status` null, because it would be. */
  | 'rate_limited'
  /** Not sent: Prodigi has failed again and again, and is left alone for a while. */
  | 'circuit_open'
  /** No answer in time, here or at Prodigi. */
  | 'timed_out'
  /** No connection, or one that broke. */
  | 'connection'
  /** The caller's signal. */
  | 'aborted'
  /** 5xx. */
  | 'server_error'
  /** Success by its status, but not what was asked for; or a redirect, which is not followed. */
  | 'unreadable'
  /** Prodigi says one thing and shows another. */
  | 'contradictory'

/** The reason in a status that is not success. */
export function reasonOfStatus(status: number, outcome: string | null): ProdigiErrorReason {
  if (outcome?.toLowerCase() === 'timedout') return 'timed_out'
  switch (status) {
    case 400:
      return 'validation_failed'
    case 401:
    case 403:
      return 'not_authenticated'
    case 404:
      return 'not_found'
    case 408:
    case 504:
      return 'timed_out'
    case 429:
      return 'rate_limited'
  }
  if (status >= 500) return 'server_error'
  return status >= 400 ? 'refused' : 'unreadable'
}

/** What a failed call says of Prodigi as a whole. */
export function healthOf(reason: ProdigiErrorReason): ServiceHealth {
  switch (reason) {
    case 'not_authenticated':
      return 'denied'
    case 'timed_out':
    case 'connection':
    case 'server_error':
      return 'down'
    case 'validation_failed':
    case 'not_found':
    case 'refused':
      return 'up'
    // One order that can't be read must not hold up the others.
    case 'unreadable':
    case 'contradictory':
    // Waits are the limiter's affair.
    case 'rate_limited':
    case 'circuit_open':
    case 'aborted':
    case 'invalid_argument':
      return 'unknown'
  }
}
