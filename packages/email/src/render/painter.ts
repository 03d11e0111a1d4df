import type { CSSProperties } from 'react'
import type { EmailColors } from '../email-brand.ts'
import type { EmailLocale } from '../locale/email-locale.ts'

/** What most machines have, so that nothing is loaded. */
const font = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

/** Inline styles by the role of what they paint. A class of the role's name lets dark mode repaint it. */
export interface Painter {
  readonly colors: EmailColors
  text(role: 'ink' | 'muted', size: number): CSSProperties
  ground(role: 'page' | 'card'): CSSProperties
  readonly border: CSSProperties
  readonly rule: CSSProperties
  /** The side where a line of the language ends. */
  readonly end: 'left' | 'right'
  /** Space between a cell and the next. */
  readonly gap: CSSProperties
}

export function painter(colors: EmailColors, { direction = 'ltr' }: Pick<EmailLocale, 'direction'>): Painter {
  const isLeftward = direction === 'rtl'
  return {
    colors,
    text: (role, size) => ({
      color: colors[role],
      fontFamily: font,
      fontSize: `${size}px`,
      lineHeight: `${Math.round(size * 1.5)}px`,
    }),
    ground: (role) => ({ backgroundColor: colors[role] }),
    border: { border: `1px solid ${colors.line}` },
    rule: { borderTop: `1px solid ${colors.line}` },
    end: isLeftward ? 'left' : 'right',
    gap: isLeftward ? { paddingLeft: '16px' } : { paddingRight: '16px' },
  }
}
