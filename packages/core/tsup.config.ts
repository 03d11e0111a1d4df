import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts', 'src/payment/stripe/index.ts', 'src/fulfillment/prodigi/index.ts'],
  format: ['esm'],
  target: 'node22',
  dts: false,
  sourcemap: true,
  clean: true,
})
