import { Img } from '@react-email/img'
import { type CSSProperties, createElement as h, type Key, type ReactNode } from 'react'
import type { ContentBlock, ContentFact, ContentLine } from '../content/email-content.ts'
import { box, table } from './box.ts'
import type { Painter } from './painter.ts'

type LinesBlock = Extract<ContentBlock, { kind: 'lines' }>

/** A part of a mail as rows of a table. */
export function renderBlock(block: ContentBlock, paint: Painter, key: Key): ReactNode {
  const style: CSSProperties = { ...paint.text('muted', 13), fontWeight: 700, margin: '0 0 4px' }
  const title = h('h2', { className: 'muted', style }, block.title)
  return box({ key, style: { padding: '36px 0 0' } }, title, body(block, paint))
}

function body(block: ContentBlock, paint: Painter): ReactNode {
  switch (block.kind) {
    case 'lines':
      return linesTable(block, paint)
    case 'facts':
      return table(...block.facts.map((fact) => factRow(fact, paint)))
    case 'address':
      return h(
        'p',
        { className: 'ink', style: { ...paint.text('ink', 16), margin: '12px 0 0' } },
        ...broken(block.lines),
      )
  }
}

function linesTable({ lines, sums }: LinesBlock, paint: Painter): ReactNode {
  return table(
    ...lines.map((line, index) => lineRow(line, paint, index)),
    ...sums.map((sum, index) => {
      const isRuled = index === 0 || sum.isTotal
      const padding = `${isRuled ? 12 : 4}px 0 ${sums[index + 1]?.isTotal ? 12 : 4}px`
      return sumRow(sum, { ...(isRuled && paint.rule), padding }, paint)
    }),
  )
}

function lineRow({ name, quantity, price, imageUrl }: ContentLine, paint: Painter, index: number): ReactNode {
  const rule = index === 0 ? {} : paint.rule
  const cell: CSSProperties = { ...paint.text('ink', 16), ...rule, padding: '12px 0', verticalAlign: 'top' }
  const picture = h(Img, { src: imageUrl ?? '', width: 64, alt: '', style: { display: 'block', borderRadius: '4px' } })
  const label = quantity === null ? name : `${quantity} × ${name}`
  return h(
    'tr',
    { key: index },
    imageUrl && h('td', { className: 'line', width: 80, style: cell }, picture),
    h('td', { className: 'ink line', colSpan: imageUrl ? 1 : 2, style: { ...cell, ...paint.gap } }, label),
    price && h('td', { className: 'ink line', align: paint.end, style: { ...cell, whiteSpace: 'nowrap' } }, price),
  )
}

function sumRow(
  { label, value, isTotal }: LinesBlock['sums'][number],
  place: CSSProperties,
  paint: Painter,
): ReactNode {
  const role = isTotal ? 'ink' : 'muted'
  const cell: CSSProperties = { ...paint.text(role, isTotal ? 18 : 16), ...(isTotal && { fontWeight: 700 }), ...place }
  return h(
    'tr',
    { key: `sum ${label}` },
    h('td', { className: `${role} line`, colSpan: 2, style: { ...cell, ...paint.gap } }, label),
    h('td', { className: `${role} line`, align: paint.end, style: { ...cell, whiteSpace: 'nowrap' } }, value),
  )
}

function factRow({ label, value }: ContentFact, paint: Painter): ReactNode {
  const cell: CSSProperties = { padding: '8px 0 0', verticalAlign: 'top' }
  return h(
    'tr',
    { key: label },
    h('td', { className: 'muted', width: '38%', style: { ...paint.text('muted', 16), ...cell, ...paint.gap } }, label),
    h('td', { className: 'ink', style: { ...paint.text('ink', 16), ...cell, wordBreak: 'break-word' } }, value),
  )
}

function broken(lines: readonly string[]): ReactNode[] {
  return lines.flatMap((line, index) => (index === 0 ? [line] : [h('br', { key: index }), line]))
}
