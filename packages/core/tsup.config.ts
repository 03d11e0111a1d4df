import { defineConfig } from 'tsup'

export default defineConfig({
  entry: [
    'src/index.ts',
    'src/order/index.ts',
    'src/money/index.ts',
    'src/payment/stripe/index.ts',
    'src/fulfillment/prodigi/index.ts',
    'src/tracking/easypost/index.ts',
    'src/outgoing/index.ts',
    'src/health/sinks/index.ts',
    'src/preflight/index.ts',
    'src/telemetry/index.ts',
  ],
  format: ['esm'],
  target: 'node22',
  dts: false,
  // Loading zod/mini from its own package takes about 50 ms, for it brings some fifty files of translations along.
  noExternal: ['zod/mini'],
  banner: {
    js: '/*! Parts of zod (MIT) are bundled here; their licence is in the package zod, which is installed with it. */',
  },
  sourcemap: true,
  clean: true,
})
