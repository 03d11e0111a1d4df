import { QuoinError } from '@quoin/core'
import { createTransport } from 'nodemailer'
import type { EmailMessage } from '../email-message.ts'
import type { EmailTransport } from '../email-transport.ts'
import { smtpFault } from './smtp-fault.ts'

/** What is used of a transporter of nodemailer: any of its transports fits, such as a pool, SES, or one that signs by DKIM. */
export interface MailSender {
  sendMail(mail: {
    readonly from: { readonly name: string; readonly address: string }
    readonly to: { readonly name: string; readonly address: string }[]
    readonly replyTo?: string
    readonly subject: string
    readonly html: string
    readonly text: string
    readonly messageId: string
    readonly inReplyTo?: string
    readonly references?: string
    readonly headers: Record<string, string>
    readonly xMailer: false
    readonly disableFileAccess: true
    readonly disableUrlAccess: true
  }): Promise<unknown>
}

/** Where mails are handed over: a server's address, or a transporter of nodemailer that the host has set up. */
export type SmtpTransportOptions = (
  | {
      /** Such as `smtps://user:password@mail.example:465`, or `smtp://…:587`. Characters such as `@` in a password are percent-encoded. */
      readonly url: string
      /**
       * Whether `smtp:` must become encrypted before anything is said.
       *
       * @default true, but for this machine (`localhost`, `127.0.0.1`, `[::1]`)
       */
      readonly requireTls?: boolean
    }
  | { readonly transporter: MailSender }
) & {
  /** A header by which the server knows idempotency keys, such as `Resend-Idempotency-Key`. @default none: SMTP itself has no such thing */
  readonly idempotencyHeader?: string
}

/**
 * Hands mails to a server by SMTP, one connection for each.
 *
 * SMTP does not know whether it has seen a mail. One whose answer was lost is sent again with the same `Message-ID`, by which
 * many mailboxes show it once.
 *
 * @throws {@link QuoinError} `invalid_options` when `url` is no SMTP URL; it is not repeated, for it holds a password.
 * @example
 * ```ts
 * import { smtpTransport } from '@quoin/email/smtp'
 *
 * const transport = smtpTransport({ url: process.env['SMTP_URL'] ?? '' })
 * ```
 */
export function smtpTransport(options: SmtpTransportOptions): EmailTransport {
  const sender = 'transporter' in options ? options.transporter : connectTo(options.url, options.requireTls)
  const { idempotencyHeader } = options
  return {
    async send(message) {
      try {
        await sender.sendMail(toMail(message, idempotencyHeader))
      } catch (error) {
        throw smtpFault(error)
      }
    },
  }
}

function connectTo(text: string, requireTls: boolean | undefined): MailSender {
  const url = URL.parse(text)
  if (!url?.hostname || !/^smtps?:$/.test(url.protocol)) {
    const issues = [{ path: 'url', code: 'invalid', message: 'A URL such as smtps://user:password@mail.example:465.' }]
    throw new QuoinError('invalid_options', 'url is no smtp or smtps URL.', { issues })
  }
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  const secure = url.protocol === 'smtps:'
  return createTransport({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    requireTLS: requireTls ?? !isHere,
    ...(url.username !== '' && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    }),
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
  })
}

function toMail(message: EmailMessage, idempotencyHeader: string | undefined): Parameters<MailSender['sendMail']>[0] {
  const { from, to, replyTo, subject, html, text, messageId, inReplyTo, headers, idempotencyKey } = message
  return {
    from,
    // As objects: a text would be read as a list.
    to: to.map((address) => ({ name: '', address })),
    ...(replyTo !== null && { replyTo }),
    subject,
    html,
    text,
    messageId,
    ...(inReplyTo !== null && { inReplyTo, references: inReplyTo }),
    headers: { ...headers, ...(idempotencyHeader !== undefined && { [idempotencyHeader]: idempotencyKey }) },
    xMailer: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
