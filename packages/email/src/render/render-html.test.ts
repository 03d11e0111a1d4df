import { describe, expect, it } from 'vitest'
import { orderContent } from '../content/order-content.ts'
import type { EmailBrand } from '../email-brand.ts'
import { de } from '../locale/de.ts'
import { en } from '../locale/en.ts'
import { sampleMessages } from '../preview/sample-messages.ts'
import { renderHtml } from './render-html.ts'
import { renderText } from './render-text.ts'

const brand: EmailBrand = {
  name: 'Sunrise & Söhne',
  url: 'https://shop.example/?a=1&b=2',
  logo: { url: 'https://shop.example/logo.png', width: 120, height: 40 },
  footer: ['1 Harbour Lane', 'Bristol'],
}
const cases = [en, de].flatMap((locale) => sampleMessages.map((sample) => ({ ...sample, locale, tag: locale.tag })))

async function mailOf({ notification, order, locale }: (typeof cases)[number]) {
  const imageOf = () => 'https://shop.example/small.jpg'
  const content = orderContent(order, notification, { brand, locale, orderUrl: 'https://shop.example/o', imageOf })
  return { content, html: await renderHtml(content, { brand, locale }), text: renderText(content, brand.name) }
}

describe.each(cases)('$tag $name', (given) => {
  it('says the same as HTML and as text, and nothing that is not there', async () => {
    const { content, html, text } = await mailOf(given)
    for (const part of [html, text, content.subject, content.preheader]) {
      expect(part).not.toMatch(/undefined|\bnull\b|NaN|\[object/)
      expect(part.trim()).not.toBe('')
    }
    const shown = html.replace(/<[^>]*>/g, '')
    for (const each of [content.heading, ...content.paragraphs, ...content.footer]) {
      expect(text).toContain(each)
      expect(shown).toContain(escaped(each))
    }
    for (const { url } of content.links) {
      expect(text).toContain(url)
      expect(html).toContain(`href="${escaped(url)}"`)
    }
  })

  it('is within what mail clients bear', async () => {
    const { html } = await mailOf(given)
    // Gmail shows no more of a mail, and no style sheet that is longer.
    expect(Buffer.byteLength(html)).toBeLessThan(102_000)
    for (const [, css = ''] of html.matchAll(/<style>(.*?)<\/style>/g)) expect(css.length).toBeLessThan(8_192)
    expect(html).toMatch(new RegExp(`<html dir="ltr" lang="${given.tag}">`))
    expect(html).not.toMatch(/<(?:script|form|iframe|object|video)|display:\s*(?:flex|grid)|url\(/)
    for (const [tag] of html.matchAll(/<img[^>]*>/g)) expect(tag).toMatch(/alt="[^"]*".*src="https:|src="https:.*alt="/)
    for (const [, url = ''] of html.matchAll(/(?:href|src)="([^"]*)"/g)) expect(url).toMatch(/^https:\/\//)
  })
})

it('given the same facts, then the mail is the same to the byte, for services that compare it', async () => {
  const [given] = cases
  if (!given) throw new Error('There are no samples.')
  expect(await mailOf(given)).toEqual(await mailOf(given))
})

it("given a shop's colours, then they are painted, in dark mode too, and the button can be read", async () => {
  const [given] = cases
  if (!given) throw new Error('There are no samples.')
  const content = orderContent(given.order, given.notification, {
    brand,
    locale: en,
    orderUrl: 'https://shop.example/o',
    imageOf: () => null,
  })
  const own = { ...brand, colors: { accent: '#ffd54f' }, darkColors: { page: '#000033' } }
  const html = await renderHtml(content, { brand: own, locale: en })
  expect(html).toMatch(/background-color:#ffd54f[^"]*color:#111111|color:#111111[^"]*background-color:#ffd54f/)
  expect(html).toMatch(/@media \(prefers-color-scheme:dark\)\{.*\.page\{background-color:#000033!important\}/)
  expect(html).toContain('.button{background-color:#ffd54f!important}')
})

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#x27;')
}
