import type { AssetHeadReading, PageSize } from './asset-head.ts'

/**
 * Looks for the size of a page in plain sight. In many PDFs it stands compressed or behind the part that is read; then it
 * is not known, which is no fault.
 */
export function readPdfHead(bytes: Uint8Array): AssetHeadReading {
  const page = readPage(new TextDecoder('latin1').decode(bytes))
  return { outcome: page ? 'read' : 'incomplete', head: { type: 'pdf', page } }
}

const number = '(-?\\d{1,9}(?:\\.\\d{0,9})?)'
const mediaBox = new RegExp(`/MediaBox\\s{0,9}\\[\\s{0,9}${Array(4).fill(number).join('\\s{1,9}')}\\s{0,9}\\]`)

function readPage(text: string): PageSize | null {
  const corners = mediaBox.exec(text)?.slice(1).map(Number)
  if (!corners) return null
  const [left = 0, bottom = 0, right = 0, top = 0] = corners
  const [widthPt, heightPt] = [Math.abs(right - left), Math.abs(top - bottom)]
  return widthPt > 0 && heightPt > 0 ? { widthPt, heightPt } : null
}
