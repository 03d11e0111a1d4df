import { chmod, chown, cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { live } from '@electric-sql/pglite/live'
import { migrateToLatest } from '@quoin/kysely'
import { Kysely, PGliteDialect, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPglite } from '../src/index.ts'
import { openFromTemplate } from '../src/open-from-template.ts'
import { makeTemplate } from '../template/make-template.ts'
import { identifierOf, makeBareDatabase, openTemplate, type Template } from './template.ts'

let template: Template
beforeAll(async () => {
  template = await openTemplate()
})
afterAll(() => template[Symbol.asyncDispose]())

const folder = (name: string): string => join(template.place, name)

test('the template is the same for every build, and small', async () => {
  const packed = await readFile(template.path)
  expect((await makeTemplate()).equals(packed)).toBe(true)
  expect(packed.length).toBeLessThan(1_500_000)
})

describe('a new database', () => {
  test.each([undefined, '', 'memory://', 'memory://shop'])(
    'begins from the template in memory: %s',
    async (dataDir) => {
      await using pglite = await openFromTemplate(template.url, dataDir === undefined ? undefined : { dataDir })
      expect(await identifierOf(pglite)).toBe(template.identifier)
    },
  )

  test('begins from the template in a folder that is not there, and is kept', async () => {
    const dataDir = folder('new')
    const first = await openFromTemplate(template.url, { dataDir })
    expect(await identifierOf(first)).toBe(template.identifier)
    await first.exec('create table kept (id int); insert into kept values (7)')
    await first.close()

    await using again = await openFromTemplate(template.url, { dataDir })
    expect((await again.query('select id from kept')).rows).toEqual([{ id: 7 }])
    expect((await readdir(template.place)).filter((name) => name.startsWith('new'))).toEqual(['new'])
  })

  test('begins from the template in an empty folder, which stays as open as it was', async () => {
    const dataDir = folder('empty')
    await mkdir(dataDir)
    await chmod(dataDir, 0o750)
    await using pglite = await openFromTemplate(template.url, { dataDir: `file://${dataDir}/` })
    expect(await identifierOf(pglite)).toBe(template.identifier)
    expect((await stat(dataDir)).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o750)
  })

  test("begins without it in another user's folder, which stays theirs", async () => {
    const dataDir = folder('theirs')
    await mkdir(dataDir)
    // Only root can give a folder away; a folder of whoever runs this is their own.
    const isRoot = process.getuid?.() === 0
    if (isRoot) await chown(dataDir, 65_534, 65_534)
    await using pglite = await openFromTemplate(template.url, { dataDir })
    expect((await identifierOf(pglite)) === template.identifier).toBe(!isRoot)
    expect((await stat(dataDir)).uid).toBe(isRoot ? 65_534 : (process.getuid?.() ?? 0))
  })

  test('takes the options of PGlite', async () => {
    await using pglite = await openFromTemplate(template.url, { extensions: { live } })
    const { initialResults, unsubscribe } = await pglite.live.query('select 1 as one')
    expect(initialResults.rows).toEqual([{ one: 1 }])
    await unsubscribe()
  })

  test('takes the tables of Quoin', async () => {
    const pglite = await openFromTemplate(template.url)
    const db = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite }) })
    await migrateToLatest({ db })
    const { rows } = await sql`select count(*)::int as orders from quoin.orders`.execute(db)
    expect(rows).toEqual([{ orders: 0 }])
    await db.destroy()
  })

  test('begins without a word as PGlite begins it, where there is no template', async () => {
    await using pglite = await openFromTemplate(pathToFileURL(folder('nothing')), { dataDir: folder('bare') })
    expect(await identifierOf(pglite)).not.toBe(template.identifier)
  })

  test('opens by what hosts call, whether or not the package has been built', async () => {
    await using pglite = await openPglite()
    expect((await pglite.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })
})

describe('a folder in which there is something', () => {
  let identifier: string
  beforeAll(async () => {
    identifier = await makeBareDatabase(folder('theirs'))
  })

  test('is opened as it is when that is a database', async () => {
    await using pglite = await openFromTemplate(template.url, { dataDir: folder('theirs') })
    expect(await identifierOf(pglite)).toBe(identifier)
    expect((await pglite.query('select id from kept')).rows).toEqual([{ id: 7 }])
  })

  test.each(['PG_VERSION', 'global', 'pg_wal'])(
    'is refused and left alone when that is a database without %s',
    async (missing) => {
      const dataDir = folder(`without-${missing}`)
      await cp(folder('theirs'), dataDir, { recursive: true })
      await rm(join(dataDir, missing), { recursive: true })
      const before = await readdir(dataDir, { recursive: true })
      await expect(openFromTemplate(template.url, { dataDir })).rejects.toMatchObject({ code: 'storage_failed' })
      expect(await readdir(dataDir, { recursive: true })).toEqual(before)
    },
  )

  test('keeps it when that is no part of a database, and PGlite begins beside it', async () => {
    const dataDir = folder('volume')
    await mkdir(join(dataDir, 'lost+found'), { recursive: true })
    await using pglite = await openFromTemplate(template.url, { dataDir })
    expect(await identifierOf(pglite)).not.toBe(template.identifier)
    expect(await readdir(dataDir)).toContain('lost+found')
  })
})

describe('a damaged template', () => {
  test.each<[string, (whole: Buffer) => Buffer]>([
    ['that ends early', (whole) => whole.subarray(0, whole.length / 2)],
    [
      'with another byte',
      (whole) => Buffer.from(whole.map((byte, at) => (at === whole.length - 5_000 ? byte ^ 1 : byte))),
    ],
    ['that is empty', () => Buffer.alloc(0)],
  ])('%s is refused, in memory and in a folder', async (_, damage) => {
    const path = folder('damaged')
    await writeFile(path, damage(await readFile(template.path)))
    const refusal = { code: 'storage_failed', retry: 'permanent' }
    await expect(openFromTemplate(pathToFileURL(path))).rejects.toMatchObject(refusal)
    const dataDir = folder('not-begun')
    await expect(openFromTemplate(pathToFileURL(path), { dataDir })).rejects.toMatchObject(refusal)
    expect(await readdir(template.place)).not.toContain('not-begun')
  })
})
