import type { ContentBlock, ContentLine, EmailContent } from '../content/email-content.ts'

/** The mail as plain text, for clients and people that read no HTML. Says the same. */
export function renderText(content: EmailContent, shop: string): string {
  const { heading, paragraphs, links, blocks, footer } = content
  const parts = [
    shop,
    heading,
    ...paragraphs,
    ...links.map(({ label, url }) => `${label}:\n${url}`),
    ...blocks.map(renderBlock),
    // What mail clients know as the beginning of a signature.
    ['-- ', ...footer].join('\n'),
  ]
  return `${parts.join('\n\n')}\n`
}

function renderBlock(block: ContentBlock): string {
  return [block.title, ...linesOf(block)].join('\n')
}

function linesOf(block: ContentBlock): readonly string[] {
  switch (block.kind) {
    case 'lines':
      return [...block.lines.map(lineText), ...block.sums.map(({ label, value }) => `  ${label}: ${value}`)]
    case 'facts':
      return block.facts.map(({ label, value }) => `  ${label}: ${value}`)
    case 'address':
      return block.lines.map((line) => `  ${line}`)
  }
}

function lineText({ name, quantity, price }: ContentLine): string {
  const copies = quantity === null ? name : `${quantity} × ${name}`
  return `  ${price === null ? copies : `${copies}: ${price}`}`
}
