import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts', 'src/payment/stripe/index.ts', 'src/fulfillment/prodigi/index.ts', 'src/preflight/index.ts'],
  format: ['esm'],
  target: 'node22',
  dts: false,
  // Loading zod/mini from its own package takes about 50 ms, for it brings some fifty files of translations along.
  noExternal: ['zod/mini'],
  esbuildPlugins: [
    {
      // The main entry carries the little that it needs; shared with the other entries it would carry what they need too.
      name: 'zod-in-main-entry-only',
      setup(build) {
        build.onResolve({ filter: /^zod\/mini$/ }, ({ path, importer }) =>
          /[\\/](prodigi|stripe)[\\/]/.test(importer) ? { path, external: true } : undefined,
        )
      },
    },
  ],
  banner: {
    js: '/*! Parts of zod (MIT) are bundled here; their licence is in the package zod, which is installed with it. */',
  },
  sourcemap: true,
  clean: true,
})
