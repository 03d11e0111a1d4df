import { execFile } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createManualClock, createProdigiSimulator } from '@quoin/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOfDocument, root } from './code-blocks.ts'

const guide = 'docs/prodigi-client.md'
const place = join(root, 'artifacts/prodigi-guide')
const clock = createManualClock('2026-11-22T10:00:00Z')
const prodigi = createProdigiSimulator({ apiKey: 'your-key', clock, seed: 1 })

/** Every example, with the output that stands below it. */
const examples = codeOfDocument(guide).flatMap((block, index, all) => {
  const next = all[index + 1]
  return block.language === 'ts' ? [{ ...block, output: next?.language === 'text' ? next.code : '' }] : []
})

beforeAll(async () => {
  await prodigi.listen()
  await rm(place, { recursive: true, force: true })
  await mkdir(place, { recursive: true })
})
afterAll(() => prodigi.close())

// In their order: later ones look at the orders of earlier ones, which have been printed meanwhile.
describe('the guide to the Prodigi client', () => {
  test.each(examples)('does what it says at line $line', async ({ code, line, output }) => {
    expect(await run(code, line)).toBe(output)
    for (const { id } of prodigi.orders()) prodigi.runOrder(id)
  })

  test('shows output', () => {
    expect(examples.filter((example) => example.output !== '').length).toBeGreaterThan(4)
  })
})

/** What an example prints, with the simulator in place of the real Prodigi. */
async function run(code: string, line: number): Promise<string> {
  const file = join(place, `line-${line}.ts`)
  const client = /createProdigiClient\(\{(?! apiKey: 'any')/g
  await writeFile(file, code.replace(client, `createProdigiClient({ baseUrl: '${prodigi.url}',`))
  return new Promise((resolve) => {
    execFile(process.execPath, ['--conditions=@quoin/source', file], (_error, out, text) =>
      resolve((out + text).trim()),
    )
  })
}
