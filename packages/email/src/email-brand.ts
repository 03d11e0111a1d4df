/** Colours as `#rrggbb`. */
export interface EmailColors {
  /** Buttons. Their text is white or black, whichever can be read. */
  readonly accent: string
  /** Around the card. */
  readonly page: string
  readonly card: string
  readonly ink: string
  /** Less important text. */
  readonly muted: string
  readonly line: string
}

/** How a shop's mails look, and who they say they are from. */
export interface EmailBrand {
  readonly name: string
  /** The shop's own pages. */
  readonly url: string
  /** In place of the name. Legible on light and on dark grounds; an `https` URL of a PNG, JPEG or GIF. */
  readonly logo?: {
    readonly url: string
    /** As shown, in pixels. */
    readonly width: number
    readonly height: number
  }
  /** Where answers go. @default the sender */
  readonly replyTo?: string
  /** The shop's postal address, or what the law wants to stand below letters; one text for each line. */
  readonly footer?: readonly string[]
  readonly colors?: Partial<EmailColors>
  /** For clients in dark mode. @default dark grounds, and the accent of `colors` */
  readonly darkColors?: Partial<EmailColors>
}

export const lightColors: EmailColors = {
  accent: '#1f4d3d',
  page: '#f5f3ef',
  card: '#fffefc',
  ink: '#21201e',
  muted: '#66625b',
  line: '#e4e0d8',
}

export const darkColors: EmailColors = {
  accent: '#9ed4bd',
  page: '#141413',
  card: '#1e1d1b',
  ink: '#f1eee8',
  muted: '#aaa59b',
  line: '#3a3833',
}

/** Black or white, whichever stands out more from a colour. */
export function readableOn(color: string): string {
  const [red = 0, green = 0, blue = 0] = (color.match(/[0-9a-f]{2}/gi) ?? []).map((pair) => {
    const share = Number.parseInt(pair, 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  // Relative luminance and the point of equal contrast as WCAG 2.2 has them.
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#111111' : '#fffffe'
}
