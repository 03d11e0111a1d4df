import type { EmailMessage } from './email-message.ts'

/** Hands mails to a server. Such as `smtpTransport` of `@quoin/email/smtp`. */
export interface EmailTransport {
  /**
   * Resolves when the server has taken the mail. It can be called again with the same message when the answer was lost.
   *
   * @throws {@link QuoinError} `email_provider_failed`: `permanent` when the server will never take this mail to this address,
   * `retryable` or `unknown` otherwise, also when it does not know the shop's credentials. Without addresses and secrets.
   */
  send(message: EmailMessage): Promise<void>
}
