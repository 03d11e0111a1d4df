// What an app loads of the packages, and how long that takes.
import { relative, sep } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { run } from './run.mjs'

/**
 * What an app bundles that calls the one function that an entry is for, and what must not be in the entry, whatever its
 * size.
 */
const weighed = [
  {
    entry: '@quoin/core',
    names: 'createQuoin',
    limitBytes: 25_000,
    without: ['zod', 'stripe', 'kysely', 'pg', 'express', 'hono', 'p-retry'],
  },
  {
    entry: '@quoin/core/prodigi',
    names: 'createProdigiClient',
    limitBytes: 23_000,
    without: ['stripe', 'kysely', 'pg', 'express', 'hono', 'eventemitter3'],
  },
  {
    entry: '@quoin/core/outgoing',
    names: 'verifyWebhook',
    limitBytes: 2_000,
    without: ['zod', 'stripe', 'p-retry', 'eventemitter3'],
  },
  {
    // What runs at the edge: a bundle that names one of Node's own modules is refused.
    entry: '@quoin/http',
    names: 'createHttpHandler',
    limitBytes: 170_000,
    without: ['stripe', 'kysely', 'pg', 'express'],
  },
  {
    entry: '@quoin/kysely',
    names: 'createKyselyStorage',
    limitBytes: 32_000,
    without: ['stripe', 'pg', 'express', 'hono', 'zod'],
    external: ['kysely'],
  },
  {
    entry: '@quoin/pg-boss',
    names: 'pgBossEngine',
    limitBytes: 1_000,
    without: ['@quoin/core', 'pg-boss', 'pg'],
  },
  {
    entry: '@quoin/bullmq',
    names: 'bullmqEngine',
    limitBytes: 1_000,
    without: ['@quoin/core', 'bullmq', 'ioredis'],
  },
  {
    entry: '@quoin/http/client',
    names: 'createQuoinClient',
    limitBytes: 4_000,
    without: ['@quoin/core', 'zod', 'hono'],
  },
  {
    entry: '@quoin/react',
    names: 'QuoinProvider, useOrder',
    limitBytes: 30_000,
    without: ['zod', 'hono', 'stripe'],
    external: ['react', 'react-dom'],
  },
  {
    entry: '@quoin/react/admin',
    names: 'AdminOrderDashboard',
    limitBytes: 65_000,
    without: ['zod', 'hono', 'stripe'],
    external: ['react', 'react-dom'],
  },
]

export async function weighEntries(project) {
  for (const each of weighed) await weigh(project, each)
  for (const { entry } of weighed) time(project, entry)
}

async function weigh(project, { entry, names, limitBytes, without, external = [] }) {
  const app = await bundle(project, `export { ${names} } from '${entry}'`, external)
  const all = await bundle(project, `export * from '${entry}'`, external)
  const libraries = all.libraries.join(', ')
  console.log(`${entry}: ${names} is ${kilo(app.bytes)} gzip, all exports are ${kilo(all.bytes)}, with ${libraries}`)
  const unwanted = without.filter((library) => all.libraries.includes(library))
  if (unwanted.length > 0) throw new Error(`${entry} loads ${unwanted.join(', ')}.`)
  if (app.bytes > limitBytes) throw new Error(`${names} of ${entry} is over ${kilo(limitBytes)}.`)
}

/** What a bundler makes an app load at once: minified, without what is not used and what is only imported on demand. */
async function bundle(project, contents, external) {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: project },
    bundle: true,
    external,
    splitting: true,
    outdir: 'out',
    absWorkingDir: project,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2023',
  })
  const { outputs } = metafile
  const loaded = new Set(Object.keys(outputs).filter((path) => outputs[path].entryPoint === '<stdin>'))
  for (const path of loaded) {
    for (const each of outputs[path].imports)
      if (each.kind === 'import-statement' && !each.external) loaded.add(each.path)
  }
  const libraries = [...loaded]
    .flatMap((path) => Object.entries(outputs[path].inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path)
  const files = outputFiles.filter(({ path }) => loaded.has(relative(project, path).split(sep).join('/')))
  if (files.length === 0) throw new Error('The bundle is empty.')
  const bytes = files.reduce((sum, file) => sum + gzipSync(file.contents).length, 0)
  return { bytes, libraries: [...new Set(libraries)].sort() }
}

/** Printed, not judged: a busy machine is slow. */
function time(project, entry) {
  const script = `const t = performance.now(); await import('${entry}'); console.log(performance.now() - t)`
  const times = Array.from({ length: 3 }, () =>
    Number(run(process.execPath, ['--input-type=module', '-e', script], project)),
  )
  console.log(`${entry}, import: ${Math.min(...times).toFixed(1)} ms at best of ${times.length}`)
}

function kilo(bytes) {
  return `${(bytes / 1_000).toFixed(1)} kB`
}
