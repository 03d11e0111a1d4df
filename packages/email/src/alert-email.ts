import type { Alert } from '@quoin/core'
import type { ContentFact, EmailContent } from './content/email-content.ts'
import { domainOf } from './email-address.ts'
import type { EmailBrand } from './email-brand.ts'
import type { EmailMessage } from './email-message.ts'
import { headerText } from './header-text.ts'
import { en } from './locale/en.ts'
import { automaticHeaders } from './order-email.ts'
import { renderHtml } from './render/render-html.ts'
import { renderText } from './render/render-text.ts'

/** What every alert of a shop is sent with. */
export interface AlertEmailSettings {
  readonly brand: EmailBrand
  readonly channel: string
  /** The sender's plain address. */
  readonly from: string
  readonly to: readonly string[]
  /** Where a person acts on it; null: nowhere. */
  readonly adminUrl: string | null
}

/** The mail that tells of an alert. All about one cause are a thread. */
export async function alertEmail(alert: Alert, settings: AlertEmailSettings): Promise<EmailMessage> {
  const { brand, channel, from, to } = settings
  const content = alertContent(alert, settings)
  // Ids of alerts are made of providers' words, which are no fit part of a header.
  const [id, thread] = await Promise.all([digest(alert.id), digest(alert.key)])
  const idOf = (name: string) => `<${name}.alert.${channel}@${domainOf(from)}>`
  return {
    from: { name: headerText(brand.name), address: from },
    to,
    replyTo: null,
    subject: content.subject,
    html: await renderHtml(content, { brand, locale: en }),
    text: renderText(content, brand.name),
    messageId: idOf(id),
    inReplyTo: idOf(thread),
    headers: automaticHeaders,
    idempotencyKey: `alert:${channel}:${id}`,
  }
}

const longestSubject = 150

function alertContent(alert: Alert, { brand, adminUrl }: AlertEmailSettings): EmailContent {
  const { state, severity, message, orderNumber, code, facts, at } = alert
  const mark = state === 'resolved' ? 'Resolved: ' : severity === 'critical' ? 'Critical: ' : ''
  const about = orderNumber === null ? '' : `order ${orderNumber}: `
  const subject = headerText(`${mark}${about}${message}`)
  return {
    subject: subject.length > longestSubject ? `${subject.slice(0, longestSubject - 1)}…` : subject,
    preheader: `${code}, ${instant(at)}`,
    heading: state === 'resolved' ? 'This is over' : 'This needs a person',
    paragraphs: [message],
    links:
      adminUrl === null
        ? []
        : [{ label: orderNumber === null ? 'Look at the shop' : 'Look at the order', url: adminUrl }],
    blocks: [
      {
        kind: 'facts',
        title: 'Details',
        facts: [
          ...(orderNumber === null ? [] : [{ label: 'Order', value: orderNumber }]),
          { label: 'Code', value: code },
          { label: state === 'resolved' ? 'Over since' : 'Since', value: instant(at) },
          ...Object.entries(facts).flatMap(factOf),
        ],
      },
    ],
    footer: [`You get this e-mail because ${brand.name} sends its alerts here.`],
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
