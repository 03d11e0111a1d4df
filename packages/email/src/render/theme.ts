import { darkColors, type EmailBrand, type EmailColors, lightColors, readableOn } from '../email-brand.ts'

/** The colours of a brand, complete, for light and dark. */
export interface Theme {
  readonly light: EmailColors
  readonly dark: EmailColors
}

export function themeOf({ colors, darkColors: dark }: Pick<EmailBrand, 'colors' | 'darkColors'>): Theme {
  const accent = colors?.accent ? { accent: colors.accent } : {}
  return { light: { ...lightColors, ...colors }, dark: { ...darkColors, ...accent, ...dark } }
}

/**
 * What only some clients read: colours in dark mode and narrower sides on phones. In blocks of their own, for a client that
 * trips over a rule drops the whole block.
 *
 * Outlook's apps ignore the media query, repaint what is light, and mark it with `data-ogsc` and `data-ogsb`.
 */
export function styleSheets({ dark }: Theme): string {
  const rules: readonly (readonly [name: string, property: string, value: string])[] = [
    ['page', 'background-color', dark.page],
    ['card', 'background-color', dark.card],
    ['button', 'background-color', dark.accent],
    ['ink', 'color', dark.ink],
    ['muted', 'color', dark.muted],
    ['on-accent', 'color', readableOn(dark.accent)],
    ['line', 'border-color', dark.line],
  ]
  const write = (prefixOf: (property: string) => string): string =>
    rules.map(([name, property, value]) => `${prefixOf(property)}.${name}{${property}:${value}!important}`).join('')
  const sheets = [
    ':root{color-scheme:light dark;supported-color-schemes:light dark}',
    `@media (prefers-color-scheme:dark){${write(() => '')}}`,
    write((property) => (property === 'background-color' ? '[data-ogsb] ' : '[data-ogsc] ')),
    '@media (max-width:480px){.side{padding-left:20px!important;padding-right:20px!important}.action{display:block!important;text-align:center!important}}',
  ]
  return `${sheets.map((css) => `<style>${css}</style>`).join('')}${forOutlook}`
}

/** Outlook on Windows lays out with Word, which knows no largest width. */
const forOutlook =
  '<!--[if mso]><style>.width{width:600px!important}td,p,h1,h2,a{font-family:Arial,sans-serif!important}</style><![endif]-->'
