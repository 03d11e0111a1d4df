import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const source = join(import.meta.dirname, '..')
const parts = globSync('**/*.tsx', { cwd: source }).filter((file) => !file.includes('.test.'))

/** Attributes that are read or heard. The linter sees to what stands between tags. */
const said = /\b(?:aria-label|aria-description|alt|placeholder|title)=(?:"[^"]|\{['"`](?!\$\{)[^'"`])/

it('given a part, then what its attributes say stands in a table of words, so that it can be said in another language', () => {
  expect(parts.length).toBeGreaterThan(50)
  expect(parts.filter((file) => said.test(readFileSync(join(source, file), 'utf8')))).toEqual([])
})
