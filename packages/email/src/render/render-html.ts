import { Button } from '@react-email/button'
import { Container } from '@react-email/container'
import { Head } from '@react-email/head'
import { Html } from '@react-email/html'
import { Img } from '@react-email/img'
import { Preview } from '@react-email/preview'
import { render } from '@react-email/render'
import { type CSSProperties, createElement as h, type ReactNode } from 'react'
import type { ContentLink, EmailContent } from '../content/email-content.ts'
import { type EmailBrand, readableOn } from '../email-brand.ts'
import type { EmailLocale } from '../locale/email-locale.ts'
import { box } from './box.ts'
import { renderBlock } from './html-blocks.ts'
import { type Painter, painter } from './painter.ts'
import { styleSheets, themeOf } from './theme.ts'

/** Who sends a mail, and in which language. */
export interface Dress {
  readonly brand: EmailBrand
  readonly locale: Pick<EmailLocale, 'tag' | 'direction'>
}

/** The mail as HTML for mail clients: tables, inline styles, 600 pixels at most, light and dark. */
export async function renderHtml(content: EmailContent, { brand, locale }: Dress): Promise<string> {
  const theme = themeOf(brand)
  const paint = painter(theme.light, locale)
  const page = { className: 'page', style: paint.ground('page') }
  const html = await render(
    h(
      Html,
      { lang: locale.tag, dir: locale.direction ?? 'ltr' },
      head(content.subject),
      h(
        'body',
        { ...page, style: { ...page.style, margin: 0, padding: 0 } },
        h(Preview, null, content.preheader),
        // Some clients keep the body's inside only.
        box(
          page,
          h(
            Container,
            { className: 'width', style: { width: '100%', maxWidth: '600px' } },
            box({ className: 'side', style: { padding: '32px 40px 20px' } }, sender(brand, paint)),
            card(content, paint),
            footer(content, paint),
          ),
        ),
      ),
    ),
  )
  // Ours alone, of colours that were checked. React would escape it, and has no conditional comments.
  return html.replace('</head>', () => `${styleSheets(theme)}</head>`)
}

function head(title: string): ReactNode {
  const meta = (name: string, content: string) => h('meta', { key: name, name, content })
  return h(
    Head,
    null,
    h('title', null, title),
    meta('viewport', 'width=device-width,initial-scale=1'),
    meta('color-scheme', 'light dark'),
    meta('supported-color-schemes', 'light dark'),
    meta('format-detection', 'telephone=no,date=no,address=no,email=no'),
  )
}

function sender({ name, url, logo }: EmailBrand, paint: Painter): ReactNode {
  const style: CSSProperties = { ...paint.text('ink', 18), fontWeight: 700, textDecoration: 'none' }
  const size = logo && { width: logo.width, height: logo.height }
  const picture = logo && h(Img, { src: logo.url, ...size, alt: name, style: { ...style, display: 'block' } })
  return h('a', { href: url, target: '_blank', className: 'ink', style }, picture ?? name)
}

function card({ heading, paragraphs, links, blocks }: EmailContent, paint: Painter): ReactNode {
  const [first, ...others] = links
  const h1: CSSProperties = { ...paint.text('ink', 26), lineHeight: '34px', fontWeight: 700, margin: 0 }
  const p: CSSProperties = { ...paint.text('ink', 16), margin: '16px 0 0' }
  const look = { ...paint.ground('card'), ...paint.border, borderRadius: '12px', padding: '36px 40px 40px' }
  return box(
    { className: 'card line side', style: look },
    h('h1', { className: 'ink', style: h1 }, heading),
    ...paragraphs.map((text, index) => h('p', { key: index, className: 'ink', style: p }, text)),
    first && button(first, paint),
    ...others.map((link) => moreLink(link, paint)),
    ...blocks.map((block, index) => renderBlock(block, paint, index)),
  )
}

function button({ label, url }: ContentLink, paint: Painter): ReactNode {
  const style: CSSProperties = {
    ...paint.text('ink', 16),
    backgroundColor: paint.colors.accent,
    color: readableOn(paint.colors.accent),
    padding: '14px 28px',
    borderRadius: '8px',
    fontWeight: 700,
  }
  const link = h(Button, { href: url, className: 'button on-accent action', style }, label)
  return box({ style: { padding: '28px 0 0' } }, link)
}

function moreLink({ label, url }: ContentLink, paint: Painter): ReactNode {
  const style: CSSProperties = { ...paint.text('ink', 16), textDecoration: 'underline' }
  const link = h('a', { href: url, target: '_blank', className: 'ink', style }, label)
  return h('p', { key: url, style: { margin: '18px 0 0' } }, link)
}

function footer({ footer: lines }: EmailContent, paint: Painter): ReactNode {
  const style: CSSProperties = { ...paint.text('muted', 13), margin: '0 0 4px' }
  const rows = lines.map((line, index) => h('p', { key: index, className: 'muted', style }, line))
  return box({ className: 'side', style: { padding: '24px 40px 40px' } }, ...rows)
}
