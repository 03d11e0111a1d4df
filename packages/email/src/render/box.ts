import { type CSSProperties, createElement as h, type Key, type ReactNode } from 'react'

/** What makes a table one for layout only. */
const layout = { width: '100%', border: 0, cellPadding: 0, cellSpacing: 0, role: 'presentation' }

/** Rows over the whole width. */
export function table(...rows: readonly ReactNode[]): ReactNode {
  return h('table', layout, h('tbody', null, ...rows))
}

/** Something with space, a ground or a border around it: a cell, for Outlook on Windows knows these of cells only. */
export function box(
  { key, className, style }: { readonly key?: Key; readonly className?: string; readonly style: CSSProperties },
  ...children: readonly ReactNode[]
): ReactNode {
  const cell = h('td', { className, style }, ...children)
  return h('table', { ...layout, key }, h('tbody', null, h('tr', null, cell)))
}
