import { execFile } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type CodeBlock, codeOfDocument, codeOfSource, documents, root, sources } from './code-blocks.ts'

/** Below the root, so that the packages resolve; ignored by git, and no place where node refuses TypeScript. */
const place = join(root, 'artifacts/docs-code')
/** Documents that show an app of several files, and the test that builds it. */
const builtElsewhere = {
  'packages/next/README.md': 'next-app.int.test.ts',
  'docs/frameworks.md': 'frameworks.int.test.ts',
}
const blocks = [...documents.flatMap(codeOfDocument), ...sources.flatMap(codeOfSource)].filter(
  ({ language, path, file }) =>
    (language === 'ts' || language === 'tsx') && !(path !== null && Object.hasOwn(builtElsewhere, file)),
)
const files = [...new Set(blocks.map((block) => block.file))]

describe('code that readers copy compiles', () => {
  let errors: readonly string[]

  beforeAll(async () => {
    rmSync(place, { recursive: true, force: true })
    for (const block of blocks) {
      const path = join(place, pathOf(block))
      mkdirSync(dirname(path), { recursive: true })
      // Empty lines before it, so that the compiler counts as the reader does.
      writeFileSync(path, `${'\n'.repeat(block.line - 1)}${block.code}\n`)
    }
    // Without declarations: readers' apps are no libraries, so their types need no names.
    const compilerOptions = { declaration: false }
    const config = { extends: '../../tsconfig.base.json', compilerOptions, include: ['**/*.ts', '**/*.tsx'] }
    writeFileSync(join(place, 'tsconfig.json'), JSON.stringify(config))
    errors = await compile()
  }, 240_000)

  test.each(files)('%s', (file) => {
    const own = blocks.filter((block) => block.file === file).map(pathOf)
    const faults = errors.filter((error) => own.some((path) => error.startsWith(`${path}(`)))
    expect(faults.map((fault) => fault.replace(/^.*?\.L\d+\.tsx?\(/, `${file}(`))).toEqual([])
  })

  test('and was compiled at all', () => {
    const known = blocks.map((block) => `${pathOf(block)}(`)
    // Faults of the sources themselves are the type check's to report.
    const others = errors.filter((error) => !error.startsWith('../') && !known.some((path) => error.startsWith(path)))
    expect(others).toEqual([])
  })

  test('the README and the docstring of createQuoin are among it', () => {
    expect(files).toEqual(expect.arrayContaining(['README.md', 'packages/core/src/create-quoin.ts']))
  })
})

function pathOf({ file, line, language }: CodeBlock): string {
  return `${file}.L${line}.${language}`
}

/** The compiler's messages, one for each fault, with paths relative to {@link place}. */
function compile(): Promise<string[]> {
  const tsc = join(root, 'node_modules/.bin/tsc')
  return new Promise((resolve) => {
    execFile(tsc, ['-p', '.', '--pretty', 'false'], { cwd: place, maxBuffer: 2 ** 24 }, (_error, out, text) => {
      resolve(`${out}${text}`.split('\n').filter((line) => /^\S/.test(line)))
    })
  })
}
