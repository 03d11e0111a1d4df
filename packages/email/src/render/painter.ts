import type { CSSProperties } from 'react'
import type { EmailColors } from '../email-brand.ts'

/** What most machines have, so that nothing is loaded. */
const font = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

/** Inline styles by the role of what they paint. A class of the role's name lets dark mode repaint it. */
export interface Painter {
  readonly colors: EmailColors
  text(role: 'ink' | 'muted'): CSSProperties
  ground(role: 'page' | 'card'): CSSProperties
  readonly border: CSSProperties
  readonly rule: CSSProperties
}

export function painter(colors: EmailColors): Painter {
  return {
    colors,
    text: (role) => ({ color: colors[role], fontFamily: font }),
    ground: (role) => ({ backgroundColor: colors[role] }),
    border: { border: `1px solid ${colors.line}` },
    rule: { borderTop: `1px solid ${colors.line}` },
  }
}
