import { chmod, mkdtemp, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { QuoinError } from '@quoin/core'
import { codeOf } from './code-of.ts'
import { readTemplate } from './read-template.ts'
import { unpackTar } from './unpack-tar.ts'
import { removeLeftovers, unpackingPrefix } from './unpacking-leftovers.ts'

/** What every database of Postgres has in its folder. PGlite itself looks for the first one only, which it also writes first. */
const parts = ['PG_VERSION', 'base', 'global', 'pg_wal', 'pg_xact']

/**
 * Puts a database from the template where there is none. What is there already is not touched.
 *
 * Leaves it to PGlite where a folder can't be put in place by one move: other things are in it, it is somebody else's, it is the
 * root of a volume, or the folder above may not be written to.
 */
export async function beginFolder(path: string, template: URL): Promise<void> {
  const folder = resolve(path)
  const names = await namesIn(folder)
  refusePart(names)
  if (names.length > 0 || (await isOfOther(folder))) return
  const tar = await readTemplate(template)
  if (!tar) return
  await removeLeftovers(folder)
  const unpacked = await mkdtemp(unpackingPrefix(folder)).catch(() => null)
  if (unpacked === null) return
  try {
    unpackTar(tar, unpacked)
    await putInPlace(unpacked, folder)
  } finally {
    await rm(unpacked, { recursive: true, force: true })
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}

/** @throws {@link QuoinError} for a part of a database: what has become of the rest nobody knows, and it may hold orders. */
function refusePart(names: readonly string[]): void {
  const missing = parts.filter((part) => !names.includes(part))
  if (missing.length === 0 || missing.length === parts.length) return
  const what = `The folder of PGlite holds a part of a database, without ${missing.join(', ')}`
  throw new QuoinError('storage_failed', `${what}. Restore it, or empty it when there is nothing in it to keep.`)
}

/** A folder that took its place would be ours, and closed to the one that it was made for. */
async function isOfOther(folder: string): Promise<boolean> {
  const there = await stat(folder).catch(() => null)
  return there !== null && process.getuid !== undefined && there.uid !== process.getuid()
}

/** By one rename, which finds the folder empty or fails. */
async function putInPlace(unpacked: string, folder: string): Promise<void> {
  try {
    const before = await stat(folder).catch(() => null)
    if (before) {
      await chmod(unpacked, before.mode)
      await rmdir(folder) // Not every system moves a folder to where an empty one is.
    }
    await rename(unpacked, folder)
  } catch (cause) {
    // Two processes on one folder destroy it, and PGlite would not notice.
    if ((await namesIn(folder)).length > 0) {
      throw new QuoinError('storage_failed', 'Another process has begun a database in the same folder.', { cause })
    }
  }
}
