import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

const files = {
  'core/src/ring-a.ts': "import { b } from './ring-b.ts'\nexport const a = (): number => b() + 1\n",
  'core/src/ring-b.ts': "import { a } from './ring-a.ts'\nexport const b = (): number => a() + 1\n",
  'core/src/adapter.ts': "export { createKyselyStorage } from '@quoin/kysely'\n",
  'core/src/driver.ts': "export { Pool } from 'pg'\n",
  'http/src/deep.ts': "export { createQuoin } from '../../core/src/index.ts'\n",
  'http/src/loud.ts': "export const loud = (): void => console.log('loud')\n",
  'http/src/any.ts': 'export const loose = (value: any): string => value.name\n',
}

describe('the linter', () => {
  let copy: string
  let report: string

  beforeAll(async () => {
    copy = await mkdtemp(join(tmpdir(), 'lint-'))
    await cp(join(root, 'biome.json'), join(copy, 'biome.json'))
    await cp(join(root, '.gitignore'), join(copy, '.gitignore'))
    for (const [file, code] of Object.entries(files)) {
      await mkdir(dirname(join(copy, 'packages', file)), { recursive: true })
      await writeFile(join(copy, 'packages', file), code)
    }
    report = await lint(copy)
  })
  afterAll(() => rm(copy, { recursive: true, force: true }))

  test.each([
    ['core/src/ring-a.ts', 'lint/suspicious/noImportCycles'],
    ['core/src/ring-b.ts', 'lint/suspicious/noImportCycles'],
    ['core/src/adapter.ts', 'lint/style/noRestrictedImports'],
    ['core/src/driver.ts', 'lint/style/noRestrictedImports'],
    ['http/src/deep.ts', 'lint/style/noRestrictedImports'],
    ['http/src/loud.ts', 'lint/suspicious/noConsole'],
    ['http/src/any.ts', 'lint/suspicious/noExplicitAny'],
  ])('refuses %s by %s', (file, rule) => {
    expect(report).toMatch(new RegExp(`packages/${file}:\\d+:\\d+ ${rule} `))
  })
})

function lint(cwd: string): Promise<string> {
  const biome = join(root, 'node_modules/.bin/biome')
  return new Promise((resolve) => {
    execFile(biome, ['lint', '--colors=off', '--max-diagnostics=none', '.'], { cwd }, (_error, out, text) => {
      resolve(out + text)
    })
  })
}
