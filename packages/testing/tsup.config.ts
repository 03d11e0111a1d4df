import { defineConfig } from 'tsup'

export default defineConfig({
  entry: [
    'src/index.ts',
    'src/contracts/index.ts',
    'src/differential/index.ts',
    'src/postgres.ts',
    'src/simulation/index.ts',
    'src/quoin-prodigi-simulator.ts',
    'src/quoin-stripe-simulator.ts',
  ],
  format: ['esm'],
  target: 'node22',
  dts: false,
  sourcemap: true,
  clean: true,
})
