import { QuoinError, type RetryAdvice } from '@quoin/core'

const hourMs = 3_600_000

/**
 * What became of a mail that Resend did not take; null when it has it already. By status and name only: messages repeat
 * addresses.
 *
 * Source: {@link https://resend.com/docs/api-reference/errors}.
 */
export function resendFault(status: number, body: unknown, retryAfter: string | null): QuoinError | null {
  const name = nameOf(body)
  // The key was used, and something of the order changed since: the mail of before is on its way.
  if (status === 409 && name === 'invalid_idempotent_request') return null
  const waitMs = retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) * 1_000 : quotaWaitMs(name)
  return new QuoinError('email_provider_failed', `Resend answered ${[status, name].filter(Boolean).join(' ')}.`, {
    retry: adviceFor(status, name),
    ...(waitMs !== null && { retryAfterMs: waitMs }),
  })
}

/** Keys, senders and quotas are the shop's to mend, and the mail can wait for that. */
function adviceFor(status: number, name: string): RetryAdvice {
  if ([400, 413, 422].includes(status)) return name === 'invalid_from_address' ? 'retryable' : 'permanent'
  return status >= 400 && status < 500 ? 'retryable' : 'unknown'
}

function quotaWaitMs(name: string): number | null {
  return /^(?:daily|monthly)_quota_exceeded$/.test(name) ? hourMs : null
}

function nameOf(body: unknown): string {
  const name = typeof body === 'object' && body !== null && 'name' in body ? body.name : ''
  return typeof name === 'string' && /^[a-z_]{1,60}$/.test(name) ? name : ''
}
