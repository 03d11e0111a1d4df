import { randomUUID } from 'node:crypto'
import { readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** Unpacking takes a second. What is so old was left by a process that was killed. */
const leftAfterMs = 3_600_000

/** How the names of folders begin in which a database for this one is being unpacked: beside it, to be moved by one rename. */
export function unpackingPrefix(folder: string): string {
  return `${folder}.unpacking-`
}

/** Removes what killed processes have left. Whoever can't does without: it only takes room. */
export async function removeLeftovers(folder: string): Promise<void> {
  const [above, prefix] = [dirname(folder), basename(unpackingPrefix(folder))]
  const names = await readdir(above).catch(() => [])
  for (const name of names.filter((name) => name.startsWith(prefix))) {
    await removeOld(join(above, name), `${unpackingPrefix(folder)}${randomUUID()}`).catch(() => {})
  }
}

/** Under another name first: should its process be there after all, it then finds nothing to move, instead of a half. */
async function removeOld(leftover: string, aside: string): Promise<void> {
  const { mtimeMs } = await stat(leftover)
  if (Date.now() - mtimeMs < leftAfterMs) return
  await rename(leftover, aside)
  await rm(aside, { recursive: true })
}
