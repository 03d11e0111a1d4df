import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts', 'src/smtp/index.ts', 'src/resend/index.ts', 'src/preview/index.ts'],
  format: ['esm'],
  target: 'node22',
  dts: false,
  sourcemap: true,
  clean: true,
})
