import {
  type Notification,
  type NotificationType,
  type Notifier,
  notificationTypes,
  type Order,
  type OrderItem,
  QuoinError,
} from '@quoin/core'
import { checkMailOptions } from './check-mail-options.ts'
import { checkedUrl } from './checked-url.ts'
import { isEmailAddress } from './email-address.ts'
import type { EmailBrand } from './email-brand.ts'
import type { EmailTransport } from './email-transport.ts'
import type { EmailLocale } from './locale/email-locale.ts'
import { en } from './locale/en.ts'
import { orderEmail } from './order-email.ts'
import { webUrl } from './web-url.ts'

/** What {@link emailNotifier} needs. */
export interface EmailNotifierOptions {
  /** Such as `smtpTransport({ url })` of `@quoin/email/smtp`. */
  readonly transport: EmailTransport
  /** The sender's plain address, such as `orders@shop.example`. Its name is the brand's. */
  readonly from: string
  readonly brand: EmailBrand
  /** One for all, or by the order: from its `metadata`, or its country. @default en */
  readonly locale?: EmailLocale | ((order: Order) => EmailLocale)
  /** Where a customer sees the order without signing in; null: nowhere. @default no link */
  readonly orderUrl?: (order: Order) => string | null | Promise<string | null>
  /** A small picture of an item, at an `https` URL. @default none */
  readonly itemImageUrl?: (item: OrderItem) => string | null
  /** What is told by mail. @default all */
  readonly types?: readonly NotificationType[]
  /** Names the notifier in jobs; a second one needs another. @default 'email' */
  readonly channel?: string
}

/**
 * Tells customers by mail: one mail for each notification of an order, so one for each event and each parcel.
 *
 * An order without an address is not told of. A mail that is tried again, because the process died between sending and
 * recording, or because the answer was lost, has the same `Message-ID` and the same idempotency key as before.
 *
 * @throws {@link QuoinError} `invalid_options` naming each option at fault. Its `notify` throws `email_provider_failed`,
 * which the job that called it retries unless it is permanent.
 * @example
 * ```ts
 * import { emailNotifier } from '@quoin/email'
 * import { smtpTransport } from '@quoin/email/smtp'
 *
 * const notifier = emailNotifier({
 *   transport: smtpTransport({ url: process.env['SMTP_URL'] ?? '' }),
 *   from: 'orders@shop.example',
 *   brand: { name: 'Sunrise Prints', url: 'https://shop.example', replyTo: 'hello@shop.example' },
 * })
 * // createQuoin({ …, notifiers: [notifier] })
 * ```
 */
export function emailNotifier(options: EmailNotifierOptions): Notifier {
  const { transport, from, brand, orderUrl, itemImageUrl, types = notificationTypes, channel = 'email' } = options
  const { locale = en } = options
  checkMailOptions('emailNotifier', { from, brand, channel })
  return {
    channel,
    async notify({ notification, order }) {
      const { email: to } = order
      if (to === null || !types.includes(notification.type) || isOvertaken(notification, order)) return
      if (!isEmailAddress(to))
        throw new QuoinError('email_provider_failed', "The customer's address is no e-mail address.")
      const message = await orderEmail(order, notification, {
        brand,
        channel,
        from,
        to,
        locale: typeof locale === 'function' ? locale(order) : locale,
        orderUrl: orderUrl ? checkedUrl('orderUrl', await orderUrl(order)) : null,
        imageOf: (item) => webUrl(itemImageUrl?.(item)),
      })
      await transport.send(message)
    },
  }
}

/** Mails wait while the mail server is away, and that something is being made is no news once it has left. */
function isOvertaken({ type }: Notification, { status }: Order): boolean {
  return type === 'order_in_production' && ['shipped', 'delivered', 'cancelled'].includes(status)
}
