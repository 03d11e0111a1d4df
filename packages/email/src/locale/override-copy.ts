import type { NotificationType } from '@quoin/core'
import type { AlertCopy, EmailLabels, EmailLocale, MessageCopy } from './email-locale.ts'

/** The words that a shop says in its own way. */
export interface CopyOverrides {
  readonly messages?: { readonly [Type in NotificationType]?: Partial<MessageCopy> }
  readonly labels?: Partial<EmailLabels>
  readonly alerts?: Partial<AlertCopy>
}

/**
 * A language with some words of the shop's own; the rest stays.
 *
 * @example
 * ```ts
 * import { en, overrideCopy } from '@quoin/email'
 *
 * const ours = overrideCopy(en, {
 *   messages: {
 *     order_confirmed: { heading: 'Hooray!', subject: ({ orderNumber }) => `We are on it: ${orderNumber}` },
 *   },
 *   labels: { viewOrder: 'See how it goes' },
 * })
 * ```
 */
export function overrideCopy(locale: EmailLocale, overrides: CopyOverrides): EmailLocale {
  const { messages, labels, alerts } = locale.copy
  const own = (type: NotificationType): MessageCopy => ({ ...messages[type], ...overrides.messages?.[type] })
  return {
    ...locale,
    copy: {
      messages: {
        order_confirmed: own('order_confirmed'),
        order_in_production: own('order_in_production'),
        order_shipped: own('order_shipped'),
        order_delivered: own('order_delivered'),
        order_cancelled: own('order_cancelled'),
        order_refunded: own('order_refunded'),
        payment_failed: own('payment_failed'),
        action_needed: own('action_needed'),
      },
      labels: { ...labels, ...overrides.labels },
      alerts: { ...alerts, ...overrides.alerts },
    },
  }
}
