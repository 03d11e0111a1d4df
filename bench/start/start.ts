import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench, Contender } from '../harness/bench.ts'
import { median } from '../harness/statistics.ts'
import { versionOf } from '../harness/version-of.ts'
import { bundledBytes } from './bundled-bytes.ts'
import { printedBy, root } from './new-process.ts'

const [importMs, gzip] = ['cold import ms', 'bundled kB gzip']
const both = '@quoin/core and @quoin/kysely'

export const start: Bench = {
  name: 'start',
  title: 'A new process imports a library, as it is published; and what an app bundles of the function that it is for.',
  figures: [importMs, gzip],
  contenders: [
    imported('@quoin/core', { '@quoin/core': 'createQuoin' }),
    imported(both, { '@quoin/core': 'createQuoin', '@quoin/kysely': 'createKyselyStorage' }),
    imported('@quoin/core/prodigi', { '@quoin/core/prodigi': 'createProdigiClient' }),
    imported('stripe', { stripe: 'default' }),
    imported('kysely', { kysely: 'Kysely, PostgresDialect' }),
    imported('better-auth', { 'better-auth': 'betterAuth' }),
  ],
  goals: [
    { figure: importMs, of: '@quoin/core', atMost: 30 },
    { figure: importMs, of: '@quoin/core', over: 'stripe', atMost: 1 },
    { figure: importMs, of: '@quoin/core', over: 'better-auth', atMost: 1 },
    { figure: gzip, of: '@quoin/core', atMost: 25 },
    { figure: gzip, of: both, atMost: 60 },
  ],
}

/** @param names what is used, by the entry it comes from. */
function imported(name: string, names: Readonly<Record<string, string>>): Contender {
  const entries = Object.keys(names)
  const own = entries.filter((entry) => entry.startsWith('@quoin/'))
  return {
    name,
    settings: own.length > 0 ? 'as built from this source' : versionOf(name),
    leftOut: () => (own.every(isBuilt) ? null : 'it is not built: `pnpm build` does it'),
    async open(ground) {
      const imports = entries.map((entry) => `await import('${entry}')`).join('; ')
      const script = `const at = performance.now(); ${imports}; console.log(performance.now() - at)`
      const exported = Object.entries(names).map(([entry, what]) => `export { ${what} } from '${entry}'`)
      const bytes = await bundledBytes(root, exported.join('\n'))
      return {
        async round() {
          const times: number[] = []
          for (let run = 0; run < ground.pick({ full: 5, quick: 3, tiny: 1 }); run += 1)
            times.push(await printedBy(script))
          return { [importMs]: median(times), [gzip]: bytes / 1000 }
        },
        close: async () => {},
      }
    },
  }
}

function isBuilt(entry: string): boolean {
  return existsSync(join(root, 'packages', entry.split('/')[1] ?? '', 'dist'))
}
