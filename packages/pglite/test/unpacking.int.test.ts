import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { beginFolder } from '../src/begin-folder.ts'
import { openFromTemplate } from '../src/open-from-template.ts'
import { identifierOf, openTemplate, type Template } from './template.ts'

let template: Template
beforeAll(async () => {
  template = await openTemplate()
})
afterAll(() => template[Symbol.asyncDispose]())

describe('a process that is killed while it unpacks', () => {
  test.each([0, 1, 500, 900])(
    'after %i files leaves no database, and the next one begins a whole one',
    async (after) => {
      const place = join(template.place, `killed-${after}`)
      const dataDir = join(place, 'pg')
      await mkdir(place)
      expect(await killAfter(after, dataDir)).toBe('SIGKILL')
      const [leftover = '', ...others] = await readdir(place)
      expect(leftover).toMatch(/^pg\.unpacking-/)
      expect(others).toEqual([])

      await using pglite = await openFromTemplate(template.url, { dataDir })
      expect(await identifierOf(pglite)).toBe(template.identifier)
      await pglite.exec('vacuum full') // reads every table
    },
  )

  test('leaves what is removed later on, but not what another process may still be unpacking', async () => {
    const place = join(template.place, 'leftovers')
    const [old, young] = [join(place, 'pg.unpacking-old'), join(place, 'pg.unpacking-young')]
    await mkdir(join(old, 'base'), { recursive: true })
    await mkdir(young)
    const yesterday = new Date(Date.now() - 86_400_000)
    await utimes(old, yesterday, yesterday)
    await beginFolder(join(place, 'pg'), template.url)
    expect((await readdir(place)).toSorted()).toEqual(['pg', 'pg.unpacking-young'])
  })
})

test('given two that begin in one folder at once, then one does and the other is refused', async () => {
  const folder = join(template.place, 'both')
  const outcomes = await Promise.allSettled([beginFolder(folder, template.url), beginFolder(folder, template.url)])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const [refused] = outcomes.filter((outcome) => outcome.status === 'rejected')
  expect(refused?.reason).toMatchObject({ code: 'storage_failed' })

  await using pglite = await openFromTemplate(template.url, { dataDir: folder })
  expect(await identifierOf(pglite)).toBe(template.identifier)
})

/** The signal by which a process ended that unpacks the template there. */
async function killAfter(files: number, dataDir: string): Promise<unknown> {
  const program = join(import.meta.dirname, 'killed-while-unpacking.ts')
  const killed = fork(program, [template.path, dataDir, String(files)], { execArgv: ['--conditions=@quoin/source'] })
  const [, signal] = await once(killed, 'exit')
  return signal
}
