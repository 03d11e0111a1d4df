import type { Notification, Order } from '@quoin/core'
import { type OrderMailSettings, orderContent } from './content/order-content.ts'
import { domainOf } from './email-address.ts'
import type { EmailMessage } from './email-message.ts'
import { headerText } from './header-text.ts'
import { renderHtml } from './render/render-html.ts'
import { renderText } from './render/render-text.ts'

/** What every mail of a shop is sent with. */
export interface OrderEmailSettings extends OrderMailSettings {
  readonly channel: string
  /** The sender's plain address. */
  readonly from: string
  readonly to: string
}

/** The mail that tells of a notification. */
export async function orderEmail(
  order: Order,
  notification: Notification,
  settings: OrderEmailSettings,
): Promise<EmailMessage> {
  const { brand, channel, from, to } = settings
  const content = orderContent(order, notification, settings)
  const idOf = (name: string) => `<${name}.${channel}@${domainOf(from)}>`
  // An order is confirmed once, and by no other mail: the one that the others belong to needs no id of its own.
  const first = idOf(order.id)
  const isFirst = notification.type === 'order_confirmed'
  return {
    from: { name: headerText(brand.name), address: from },
    to: [to],
    replyTo: brand.replyTo ?? null,
    subject: content.subject,
    html: await renderHtml(content, settings),
    text: renderText(content, brand.name),
    messageId: isFirst ? first : idOf(notification.id),
    inReplyTo: isFirst ? null : first,
    headers: automaticHeaders,
    idempotencyKey: `${channel}:${notification.id}`,
  }
}

/** Keeps absence notes away: RFC 3834, and Exchange's own. */
export const automaticHeaders: EmailMessage['headers'] = {
  'Auto-Submitted': 'auto-generated',
  'X-Auto-Response-Suppress': 'All',
}
