import nodeCrypto from 'node:crypto'
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mock } from 'node:test'
import { constants, zstdCompressSync } from 'node:zlib'
import { PGlite } from '@electric-sql/pglite'

/** Any instant will do that is the same for every build. */
const madeAt = new Date('2026-01-01T00:00:00Z')

/**
 * A database as PGlite makes it, closed, as a compressed tar. With time and chance held, so that the same PGlite gives the same
 * bytes; what Postgres draws by chance is published with them, and nothing that has to stay a secret.
 */
export async function makeTemplate(): Promise<Buffer> {
  mock.timers.enable({ apis: ['Date'], now: madeAt })
  mock.method(nodeCrypto, 'randomFillSync', (bytes: Uint8Array) => bytes.fill(7))
  const dataDir = await mkdtemp(join(tmpdir(), 'quoin-template-'))
  try {
    const first = await PGlite.create({ dataDir })
    await first.close()
    for (const name of await readdir(dataDir, { recursive: true })) await utimes(join(dataDir, name), madeAt, madeAt)
    // Packed without being opened, so that whoever begins from it has nothing to recover.
    const closed = await PGlite.create({ dataDir, noInitDb: true })
    return compress(await (await closed.dumpDataDir('none')).arrayBuffer())
  } finally {
    mock.reset()
    await rm(dataDir, { recursive: true })
  }
}

/** In a window that holds a whole database: three nearly equal ones are in it. */
function compress(tar: ArrayBuffer): Buffer {
  const params = {
    [constants.ZSTD_c_compressionLevel]: 19,
    [constants.ZSTD_c_windowLog]: 25,
    [constants.ZSTD_c_checksumFlag]: 1,
  }
  return zstdCompressSync(new Uint8Array(tar), { params })
}
