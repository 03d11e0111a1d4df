import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A fenced piece of code in a document or in a docstring. */
export interface CodeBlock {
  /** Relative to the root of the repository. */
  readonly file: string
  /** Of the first line of code, from 1. */
  readonly line: number
  /** As written behind the fence, such as `ts` or `sh`. */
  readonly language: string
  readonly code: string
  /** Where it belongs in the app that its document shows, when its first line says so: `// app/page.tsx`. */
  readonly path: string | null
}

export const root = join(import.meta.dirname, '..')

/** Every Markdown file that is kept in the repository, but for changelogs, which are made of changesets. */
export const documents: readonly string[] = [
  ...namesIn('.').filter((name) => name.endsWith('.md')),
  ...filesBelow('docs', '.md'),
  ...['packages', 'examples'].flatMap((group) =>
    namesIn(group).flatMap((name) => filesBelow(`${group}/${name}`, '.md', ['node_modules', 'dist', 'src', 'test'])),
  ),
].filter((file) => !file.endsWith('CHANGELOG.md'))

/** Every source of a package whose docstrings users read. */
export const sources: readonly string[] = namesIn('packages').flatMap((name) =>
  ['.ts', '.tsx']
    .flatMap((ending) => filesBelow(`packages/${name}/src`, ending))
    .filter((file) => !/\.test\.tsx?$/.test(file)),
)

export function readText(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

/** The fenced code of a document. */
export function codeOfDocument(file: string): CodeBlock[] {
  return fencedIn(file, readText(file).split('\n'), (line) => line)
}

/** The fenced code of a source's docstrings. */
export function codeOfSource(file: string): CodeBlock[] {
  return fencedIn(file, readText(file).split('\n'), (line) => /^\s*\* ?(.*)$/.exec(line)?.[1] ?? null)
}

/** @param contentOf what stands on a line; null when the line can hold no fenced code. */
function fencedIn(file: string, lines: readonly string[], contentOf: (line: string) => string | null): CodeBlock[] {
  const blocks: CodeBlock[] = []
  let open: { language: string; line: number; code: string[] } | null = null
  for (const [index, text] of lines.entries()) {
    const content = contentOf(text)
    if (content === null) continue
    const fence = /^```(\S*)/.exec(content)
    if (open && fence) {
      const path = /^\/\/ (\S+\.tsx?)$/.exec(open.code[0] ?? '')?.[1] ?? null
      blocks.push({ file, line: open.line, language: open.language, code: open.code.join('\n'), path })
      open = null
    } else if (open) open.code.push(content)
    else if (fence) open = { language: fence[1] ?? '', line: index + 2, code: [] }
  }
  return blocks
}

function filesBelow(dir: string, ending: string, except: readonly string[] = []): string[] {
  return readdirSync(join(root, dir), { withFileTypes: true }).flatMap((entry) => {
    const path = `${dir}/${entry.name}`
    if (entry.isDirectory()) return except.includes(entry.name) ? [] : filesBelow(path, ending, except)
    return path.endsWith(ending) ? [path] : []
  })
}

function namesIn(dir: string): string[] {
  return readdirSync(join(root, dir))
}
