import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { defineConfig, type Options } from 'tsup'

const providers = 'zod-of-providers'

/**
 * Two copies of zod/mini: one for the main entry, one for the entries of the providers. What entries have in common goes
 * into a file of its own, so with one copy the main entry would load what they need, too.
 */
const zodTwice: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'zod-twice',
  setup(build) {
    const find = async (path: string, resolveDir: string) => {
      const found = await build.resolve(path, { resolveDir, kind: 'import-statement', pluginData: providers })
      return { ...found, namespace: providers, sideEffects: false, pluginData: undefined }
    }
    build.onResolve({ filter: /^zod\/mini$/ }, ({ path, importer, resolveDir, pluginData }) =>
      pluginData !== providers && /[\\/](prodigi|stripe)[\\/]/.test(importer) ? find(path, resolveDir) : undefined,
    )
    build.onResolve({ filter: /^/, namespace: providers }, ({ path, importer, pluginData }) =>
      pluginData === providers ? undefined : find(path, dirname(importer)),
    )
    build.onLoad({ filter: /^/, namespace: providers }, async ({ path }) => ({
      contents: await readFile(path, 'utf8'),
    }))
  },
}

export default defineConfig({
  entry: ['src/index.ts', 'src/payment/stripe/index.ts', 'src/fulfillment/prodigi/index.ts', 'src/preflight/index.ts'],
  format: ['esm'],
  target: 'node22',
  dts: false,
  // Loading zod/mini from its own package takes about 50 ms, for it brings some fifty files of translations along.
  noExternal: ['zod/mini'],
  esbuildPlugins: [zodTwice],
  banner: {
    js: '/*! Parts of zod (MIT) are bundled here; their licence is in the package zod, which is installed with it. */',
  },
  sourcemap: true,
  clean: true,
})
