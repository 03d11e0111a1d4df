/** A line of an order as a mail shows it. */
export interface ContentLine {
  readonly name: string
  /** Null: how many is not known. */
  readonly quantity: number | null
  /** Null: not shown. */
  readonly price: string | null
  readonly imageUrl: string | null
}

/** A name and what it is. */
export interface ContentFact {
  readonly label: string
  readonly value: string
}

/** A part of a mail, below its paragraphs. */
export type ContentBlock =
  | {
      readonly kind: 'lines'
      readonly title: string
      readonly lines: readonly ContentLine[]
      readonly sums: readonly (ContentFact & { readonly isTotal: boolean })[]
    }
  | { readonly kind: 'facts'; readonly title: string; readonly facts: readonly ContentFact[] }
  | { readonly kind: 'address'; readonly title: string; readonly lines: readonly string[] }

/** Where a customer can go from a mail. */
export interface ContentLink {
  readonly label: string
  readonly url: string
}

/** What a mail says, before it has a form. Plain text throughout: whoever gives it a form escapes it. */
export interface EmailContent {
  readonly subject: string
  readonly preheader: string
  readonly heading: string
  readonly paragraphs: readonly string[]
  /** The first is a button. */
  readonly links: readonly ContentLink[]
  readonly blocks: readonly ContentBlock[]
  /** Small print. */
  readonly footer: readonly string[]
}
