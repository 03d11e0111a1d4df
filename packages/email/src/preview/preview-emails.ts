import type { OrderItem } from '@quoin/core'
import { alertEmail } from '../alert-email.ts'
import type { EmailBrand } from '../email-brand.ts'
import type { EmailLocale } from '../locale/email-locale.ts'
import { en } from '../locale/en.ts'
import { orderEmail } from '../order-email.ts'
import { webUrl } from '../web-url.ts'
import { previewPage } from './preview-page.ts'
import { sampleAlerts, sampleMessages } from './sample-messages.ts'

/** A file of the preview, to be written somewhere or served. */
export interface PreviewFile {
  /** Such as `order_shipped.html`. */
  readonly path: string
  readonly content: string
}

/** How the previewed mails look. */
export interface PreviewOptions {
  readonly brand: EmailBrand
  /** @default en */
  readonly locale?: EmailLocale
  /** @default none */
  readonly itemImageUrl?: (item: OrderItem) => string | null
}

/**
 * Every mail that customers and the shop's people can get, made of a sample order: `index.html` shows all of them, narrow and wide, light and dark;
 * beside it each mail is there as HTML, as HTML in dark mode (`.dark.html`), and as plain text (`.txt`).
 *
 * @example
 * ```ts
 * import { writeFile } from 'node:fs/promises'
 * import { de } from '@quoin/email'
 * import { previewEmails } from '@quoin/email/preview'
 *
 * const brand = { name: 'Sunrise Prints', url: 'https://shop.example' }
 * for (const { path, content } of await previewEmails({ brand, locale: de })) await writeFile(path, content)
 * ```
 */
export async function previewEmails(options: PreviewOptions): Promise<readonly PreviewFile[]> {
  const { brand, locale = en, itemImageUrl } = options
  const sender = { brand, channel: 'email', from: 'orders@shop.example' }
  const page = (path: string) => new URL(path, brand.url).href
  const orderUrl = page('/orders/7KQ2M-X9RTA')
  const imageOf = (item: OrderItem) => webUrl(itemImageUrl?.(item))
  const mails = await Promise.all([
    ...sampleMessages.map(async ({ name, notification, order }) => {
      const settings = { ...sender, locale, to: 'ada@shop.example', orderUrl, imageOf }
      return { name, message: await orderEmail(order, notification, settings) }
    }),
    ...sampleAlerts.map(async ({ name, alert }) => {
      const settings = { ...sender, locale, to: ['owner@shop.example'], adminUrl: page('/admin/orders/7KQ2M-X9RTA') }
      return { name, message: await alertEmail(alert, settings) }
    }),
  ])
  const files = mails.flatMap(({ name, message: { html, text } }) => [
    { path: `${name}.html`, content: html },
    { path: `${name}.dark.html`, content: inDarkMode(html) },
    { path: `${name}.txt`, content: text },
  ])
  const entries = mails.map(({ name, message: { subject } }) => ({ name, subject }))
  return [{ path: 'index.html', content: previewPage(brand.name, entries) }, ...files]
}

/** As a client in dark mode shows it, also where the browser is in light mode. */
function inDarkMode(html: string): string {
  return html
    .replaceAll('(prefers-color-scheme:dark)', 'all')
    .replaceAll('color-scheme:light dark', 'color-scheme:dark')
}
