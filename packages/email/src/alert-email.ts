import type { Alert } from '@quoin/core'
import type { ContentFact, EmailContent } from './content/email-content.ts'
import { domainOf } from './email-address.ts'
import type { EmailBrand } from './email-brand.ts'
import type { EmailMessage } from './email-message.ts'
import { headerText } from './header-text.ts'
import type { EmailLocale } from './locale/email-locale.ts'
import { automaticHeaders } from './order-email.ts'
import { renderHtml } from './render/render-html.ts'
import { renderText } from './render/render-text.ts'

/** What every alert of a shop is sent with. */
export interface AlertEmailSettings {
  readonly brand: EmailBrand
  readonly locale: EmailLocale
  readonly channel: string
  /** The sender's plain address. */
  readonly from: string
  readonly to: readonly string[]
  /** Where a person acts on it; null: nowhere. */
  readonly adminUrl: string | null
}

/** The mail that tells of an alert. All about one cause are a thread. */
export async function alertEmail(alert: Alert, settings: AlertEmailSettings): Promise<EmailMessage> {
  const { brand, locale, channel, from, to } = settings
  const content = alertContent(alert, settings)
  // Ids of alerts are made of providers' words, which are no fit part of a header.
  const [id, thread] = await Promise.all([digest(alert.id), digest(alert.key)])
  const idOf = (name: string) => `<${name}.alert.${channel}@${domainOf(from)}>`
  return {
    from: { name: headerText(brand.name), address: from },
    to,
    replyTo: null,
    subject: content.subject,
    html: await renderHtml(content, { brand, locale }),
    text: renderText(content, brand.name),
    messageId: idOf(id),
    inReplyTo: idOf(thread),
    headers: automaticHeaders,
    idempotencyKey: `alert:${channel}:${id}`,
  }
}

const longestSubject = 150

function alertContent(alert: Alert, { brand, locale, adminUrl }: AlertEmailSettings): EmailContent {
  const { state, severity, message, orderNumber, code, facts, at } = alert
  const words = locale.copy.alerts
  const isOver = state === 'resolved'
  const cause = words.causes[code]
  const about = orderNumber === null ? null : locale.copy.labels.yourOrder(orderNumber)
  const mark = isOver ? words.resolved : severity === 'critical' ? words.critical : null
  const subject = headerText([mark, about, cause ?? message].filter((part) => part !== null).join(': '))
  return {
    subject: subject.length > longestSubject ? `${subject.slice(0, longestSubject - 1)}…` : subject,
    preheader: `${code}, ${instant(at)}`,
    heading: isOver ? words.resolvedHeading : words.firingHeading,
    paragraphs: [cause ?? message],
    links:
      adminUrl === null ? [] : [{ label: orderNumber === null ? words.lookAtShop : words.lookAtOrder, url: adminUrl }],
    blocks: [
      {
        kind: 'facts',
        title: words.details,
        facts: [
          ...(orderNumber === null ? [] : [{ label: words.order, value: orderNumber }]),
          { label: words.code, value: code },
          { label: isOver ? words.overSince : words.since, value: instant(at) },
          // Our words are of the kind of cause; the alert's own name the field, the file or the time.
          ...(cause === undefined ? [] : [{ label: words.message, value: message }]),
          ...Object.entries(facts).flatMap(factOf),
        ],
      },
    ],
    footer: [words.whyYouGetThis(brand.name)],
  }
}

function factOf([label, value]: readonly [string, string | number | boolean | null]): ContentFact[] {
  return value === null || value === '' ? [] : [{ label, value: String(value) }]
}

/** The same for everybody who reads it, whatever their clocks say. */
function instant(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

async function digest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(bytes, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
