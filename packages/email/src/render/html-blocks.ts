import { Img } from '@react-email/img'
import { type CSSProperties, createElement as h, type Key, type ReactNode } from 'react'
import type { ContentBlock, ContentLine } from '../content/email-content.ts'
import type { Painter } from './painter.ts'

type LinesBlock = Extract<ContentBlock, { kind: 'lines' }>

/** A part of a mail as table rows and paragraphs. */
export function renderBlock(block: ContentBlock, paint: Painter, key: Key): ReactNode {
  return h('div', { key, style: { padding: '36px 0 0' } }, title(block.title, paint), body(block, paint))
}

function body(block: ContentBlock, paint: Painter): ReactNode {
  switch (block.kind) {
    case 'lines':
      return linesTable(block, paint)
    case 'facts':
      return table(...block.facts.map(({ label, value }) => factRow(label, value, paint)))
    case 'address':
      return h('p', { className: 'ink', style: { ...textStyle(paint), margin: '12px 0 0' } }, ...broken(block.lines))
  }
}

function title(text: string, paint: Painter): ReactNode {
  const style: CSSProperties = {
    ...paint.text('muted'),
    fontSize: '13px',
    lineHeight: '20px',
    fontWeight: 700,
    margin: 0,
  }
  return h('h2', { className: 'muted', style }, text)
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
  const cell: CSSProperties = { ...textStyle(paint), ...rule, padding: '12px 0', verticalAlign: 'top' }
  const picture = h(Img, { src: imageUrl ?? '', width: 64, alt: '', style: { display: 'block', borderRadius: '4px' } })
  const label = quantity === null ? name : `${quantity} × ${name}`
  return h(
    'tr',
    { key: index },
    imageUrl && h('td', { className: 'line', width: 80, style: cell }, picture),
    h('td', { className: 'ink line', colSpan: imageUrl ? 1 : 2, style: { ...cell, paddingRight: '16px' } }, label),
    price && h('td', { className: 'ink line', align: 'right', style: { ...cell, whiteSpace: 'nowrap' } }, price),
  )
}

function sumRow(
  { label, value, isTotal }: LinesBlock['sums'][number],
  place: CSSProperties,
  paint: Painter,
): ReactNode {
  const role = isTotal ? 'ink' : 'muted'
  const weight: CSSProperties = isTotal ? { fontSize: '18px', fontWeight: 700 } : {}
  const cell: CSSProperties = { ...textStyle(paint), ...paint.text(role), ...weight, ...place }
  return h(
    'tr',
    { key: `sum ${label}` },
    h('td', { className: `${role} line`, colSpan: 2, style: { ...cell, paddingRight: '16px' } }, label),
    h('td', { className: `${role} line`, align: 'right', style: { ...cell, whiteSpace: 'nowrap' } }, value),
  )
}

function factRow(label: string, value: string, paint: Painter): ReactNode {
  const cell: CSSProperties = { ...textStyle(paint), padding: '10px 0 0', verticalAlign: 'top' }
  const name: CSSProperties = { ...cell, ...paint.text('muted'), paddingRight: '16px' }
  const long: CSSProperties = { ...cell, wordBreak: 'break-word' }
  return h(
    'tr',
    { key: label },
    h('td', { className: 'muted', width: '38%', style: name }, label),
    h('td', { className: 'ink', style: long }, value),
  )
}

function table(...rows: readonly ReactNode[]): ReactNode {
  const attributes = { width: '100%', border: 0, cellPadding: 0, cellSpacing: 0, role: 'presentation' }
  return h('table', { ...attributes, style: { marginTop: '4px' } }, h('tbody', null, ...rows))
}

function textStyle(paint: Painter): CSSProperties {
  return { ...paint.text('ink'), fontSize: '16px', lineHeight: '24px' }
}

function broken(lines: readonly string[]): ReactNode[] {
  return lines.flatMap((line, index) => (index === 0 ? [line] : [h('br', { key: index }), line]))
}
