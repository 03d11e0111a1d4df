import type { Alert, AlertSink } from '@quoin/core'
import { alertEmail } from './alert-email.ts'
import { checkMailOptions } from './check-mail-options.ts'
import { checkedUrl } from './checked-url.ts'
import type { EmailBrand } from './email-brand.ts'
import type { EmailTransport } from './email-transport.ts'
import type { EmailLocale } from './locale/email-locale.ts'
import { en } from './locale/en.ts'

/** What {@link emailAlerts} needs. */
export interface EmailAlertsOptions {
  readonly transport: EmailTransport
  /** The sender's plain address. Its name is the brand's. */
  readonly from: string
  /** Whom to tell: plain addresses, at least one. */
  readonly to: readonly string[]
  readonly brand: EmailBrand
  /** @default en */
  readonly locale?: EmailLocale
  /** Where a person acts on it, such as a page of the admin dashboard; null: nowhere. @default no link */
  readonly adminUrl?: (alert: Alert) => string | null
  /** What is not worth a mail, such as warnings, is `false`. @default all */
  readonly accept?: (alert: Alert) => boolean
  /** Names the sink in jobs; a second one needs another. @default 'email' */
  readonly channel?: string
}

/**
 * Tells the shop's people by mail what needs them, and when it is over. In a language other than English the alert's own message,
 * which is English, stands among the details.
 *
 * @throws {@link QuoinError} `invalid_options` naming each option at fault. Its `send` throws `email_provider_failed`, which
 * the job that called it retries unless it is permanent.
 * @example
 * ```ts
 * import { emailAlerts } from '@quoin/email'
 * import { smtpTransport } from '@quoin/email/smtp'
 *
 * const sink = emailAlerts({
 *   transport: smtpTransport({ url: process.env['SMTP_URL'] ?? '' }),
 *   from: 'alerts@shop.example',
 *   to: ['owner@shop.example'],
 *   brand: { name: 'Sunrise Prints', url: 'https://shop.example' },
 *   adminUrl: ({ orderId }) => (orderId === null ? null : `https://shop.example/admin/orders/${orderId}`),
 *   accept: ({ severity }) => severity === 'critical',
 * })
 * // createQuoin({ …, alerts: [sink] })
 * ```
 */
export function emailAlerts(options: EmailAlertsOptions): AlertSink {
  const { transport, from, to, brand, locale = en, adminUrl, accept = () => true, channel = 'email' } = options
  checkMailOptions('emailAlerts', { from, to, brand, channel })
  return {
    channel,
    async send(alert) {
      if (!accept(alert)) return
      const url = adminUrl ? checkedUrl('adminUrl', adminUrl(alert)) : null
      await transport.send(await alertEmail(alert, { brand, locale, channel, from, to, adminUrl: url }))
    },
  }
}
