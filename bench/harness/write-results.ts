import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const page = join(import.meta.dirname, '../../docs/performance.md')
export const scalingPage = join(import.meta.dirname, '../../docs/scaling.md')

/** Puts what was measured into a page, between the marks of its name. */
export function writeResults(name: string, text: string, path: string = page): void {
  writeFileSync(path, replaceMarked(readFileSync(path, 'utf8'), name, text))
}

/** @throws when the page has no marks of this name. */
export function replaceMarked(text: string, name: string, measured: string): string {
  const open = `<!-- measured: ${name} -->\n`
  const begin = text.indexOf(open)
  const end = text.indexOf('<!-- /measured -->', begin)
  if (begin === -1 || end === -1) throw new Error(`The page has no place for the results of ${name}.`)
  return `${text.slice(0, begin + open.length)}${measured}\n${text.slice(end)}`
}
