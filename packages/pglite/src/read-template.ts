import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { zstdDecompress } from 'node:zlib'
import { QuoinError } from '@quoin/core'
import { codeOf } from './code-of.ts'

/** More than all of it: pieces of the usual 16 kB take twice as long. */
const chunkSize = 2 ** 26

/**
 * The tar of the template; null when there is none.
 *
 * @throws {@link QuoinError} `storage_failed` when the file is not what was packed, which its checksum tells. To begin without it
 * would work and hide that the installation is damaged.
 */
export async function readTemplate(file: URL): Promise<Buffer<ArrayBuffer> | null> {
  try {
    const packed = await readFile(file)
    return await promisify(zstdDecompress)(packed, { chunkSize })
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return null
    throw new QuoinError('storage_failed', 'The template of @quoin/pglite can not be read: install the package anew.', {
      cause,
    })
  }
}
