import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bench, Contender } from '../harness/bench.ts'
import { versionOf } from '../harness/version-of.ts'
import { printedBy, root } from './new-process.ts'

const firstQuery = 'ms to the first query'
const template = join(root, 'packages/pglite/dist/template.tar.zst')

/** How PGlite is opened: what is imported, and called with the folder. */
interface Opening {
  readonly name: string
  readonly settings: string
  readonly from: string
  readonly call: string
}
const bare: Opening = {
  name: 'PGlite',
  settings: versionOf('@electric-sql/pglite'),
  from: '@electric-sql/pglite',
  call: 'PGlite.create',
}
const quoin: Opening = {
  name: 'openPglite',
  settings: 'as built from this source, with the same PGlite',
  from: '@quoin/pglite',
  call: 'openPglite',
}

const memory = 'in memory'
const newFolder = 'in a new folder'
const again = 'in a folder that was closed'
const openings = [memory, newFolder, again].flatMap((where) => [bare, quoin].map((opening) => ({ opening, where })))

export const pgliteStart: Bench = {
  name: 'start/pglite',
  title: 'A new process imports PGlite, opens a database and asks it something; from before the import to the answer.',
  figures: [firstQuery],
  contenders: openings.map(({ opening, where }) => opened(opening, where)),
  goals: [
    beside(memory, 0.5),
    beside(newFolder, 0.5),
    // A folder that is there is only looked at.
    beside(again, 1.2),
  ],
}

function beside(where: string, atMost: number): Bench['goals'][number] {
  return { figure: firstQuery, of: nameOf(quoin, where), over: nameOf(bare, where), atMost }
}

function nameOf({ name }: Opening, where: string): string {
  return `${name}, ${where}`
}

function opened(opening: Opening, where: string): Contender {
  return {
    name: nameOf(opening, where),
    settings: opening.settings,
    leftOut: () => (opening === bare || existsSync(template) ? null : 'it is not built: `pnpm build` does it'),
    async open() {
      const place = await mkdtemp(join(tmpdir(), 'quoin-bench-'))
      const dataDir = where === memory ? 'memory://' : join(place, 'pg')
      if (where === again) await printedBy(scriptOf(opening, dataDir))
      return {
        async round() {
          if (where === newFolder) await rm(dataDir, { recursive: true, force: true })
          return { [firstQuery]: await printedBy(scriptOf(opening, dataDir)) }
        },
        close: () => rm(place, { recursive: true }),
      }
    },
  }
}

/** Closed when it has been timed, so that the next one finds nothing to recover. */
function scriptOf({ from, call }: Opening, dataDir: string): string {
  return `
    const at = performance.now()
    const { ${call.split('.')[0]} } = await import('${from}')
    const pglite = await ${call}({ dataDir: ${JSON.stringify(dataDir)} })
    const { rows } = await pglite.query('select 1 as one')
    const took = performance.now() - at
    if (rows[0].one !== 1) throw new Error('It had another answer.')
    await pglite.close()
    console.log(took)`
}
