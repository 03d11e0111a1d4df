import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { readTemplate } from '../src/read-template.ts'
import { unpackTar } from '../src/unpack-tar.ts'
import { makeTemplate } from '../template/make-template.ts'

/** A template as the build makes it, in a folder that is removed with it. */
export interface Template extends AsyncDisposable {
  /** Where the tests may leave what they need. */
  readonly place: string
  readonly path: string
  readonly url: URL
  /** Of its database. Each that Postgres makes has another; a copy has the same. */
  readonly identifier: string
}

export async function openTemplate(): Promise<Template> {
  const place = await mkdtemp(join(tmpdir(), 'quoin-pglite-'))
  const path = join(place, 'template')
  await writeFile(path, await makeTemplate())
  const url = pathToFileURL(path)
  const tar = await readTemplate(url)
  const unpacked = join(place, 'unpacked')
  await mkdir(unpacked)
  if (tar) unpackTar(tar, unpacked)
  const control = await readFile(join(unpacked, 'global/pg_control'))
  return {
    place,
    path,
    url,
    identifier: String(control.readBigUInt64LE(0)),
    [Symbol.asyncDispose]: () => rm(place, { recursive: true }),
  }
}

/** As Postgres says it of a database that is open. */
export async function identifierOf(pglite: PGlite): Promise<string> {
  const { rows } = await pglite.query<{ id: string }>('select system_identifier::text as id from pg_control_system()')
  return rows[0]?.id ?? ''
}

/** A database that PGlite makes by itself, with an order in it. */
export async function makeBareDatabase(dataDir: string): Promise<string> {
  const pglite = await PGlite.create(dataDir)
  await pglite.exec('create table kept (id int); insert into kept values (7)')
  const identifier = await identifierOf(pglite)
  await pglite.close()
  return identifier
}
