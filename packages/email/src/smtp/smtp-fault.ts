import { QuoinError, type RetryAdvice } from '@quoin/core'

/** What is looked at of an error of nodemailer. */
interface SmtpError {
  readonly code?: unknown
  readonly command?: unknown
  readonly responseCode?: unknown
}

/**
 * What became of a mail that was not taken, without the server's own words: those repeat addresses.
 *
 * Only a no to the recipient or to the mail itself is for ever. Refused credentials, senders and connections are the shop's to
 * mend, and the mail can wait for that.
 *
 * Source: RFC 5321, 4.2.1 (classes of replies), and nodemailer's errors.
 */
export function smtpFault(cause: unknown): QuoinError {
  const { code, command, responseCode } = isObject(cause) ? cause : {}
  const reply = typeof responseCode === 'number' ? responseCode : null
  const step = typeof command === 'string' && /^[A-Z ]{1,20}$/.test(command) ? ` to ${command}` : ''
  const kind = typeof code === 'string' && /^E[A-Z0-9]{1,30}$/.test(code) ? code : 'unknown'
  const what = reply === null ? `was not reached, or gave no answer (${kind})` : `answered ${reply}${step}`
  return new QuoinError('email_provider_failed', `The mail server ${what}.`, { retry: adviceFor(reply, command, code) })
}

function adviceFor(reply: number | null, command: unknown, code: unknown): RetryAdvice {
  const isAboutTheMail = command === 'RCPT TO' || command === 'DATA' || (command === 'API' && code === 'EENVELOPE')
  // Of replies in the 500s, 503 tells of the session and not of the mail.
  if (isAboutTheMail && (reply === null || (reply >= 500 && reply !== 503))) return 'permanent'
  // A connection that broke may have carried the mail.
  return reply === null && code !== 'EAUTH' && code !== 'EDNS' ? 'unknown' : 'retryable'
}

function isObject(value: unknown): value is SmtpError {
  return typeof value === 'object' && value !== null
}
