import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const blockBytes = 512
const folderType = '5'

/**
 * Writes what is in a tar below a folder that is empty. Only what PGlite packs: files and folders with short names, each after the
 * folder that it is in. One after the other, without waiting in between: a thousand small files take several times as long else.
 */
export function unpackTar(tar: Buffer, folder: string): void {
  let at = 0
  while (at < tar.length && tar[at] !== 0) {
    const path = join(folder, textAt(tar, at, 100))
    const bytes = Number.parseInt(textAt(tar, at + 124, 12), 8)
    const begin = at + blockBytes
    if (textAt(tar, at + 156, 1) === folderType) mkdirSync(path)
    else writeFileSync(path, tar.subarray(begin, begin + bytes))
    at = begin + Math.ceil(bytes / blockBytes) * blockBytes
  }
}

function textAt(tar: Buffer, begin: number, length: number): string {
  const [text = ''] = tar.toString('latin1', begin, begin + length).split('\0')
  return text
}
