import { defineConfig } from 'tsup'

export default defineConfig({
  // The entries say 'use client', and esbuild keeps that at the top of what it makes of them.
  entry: {
    index: 'src/index.ts',
    'admin/index': 'src/admin/index.ts',
    styles: 'src/styles/styles.css',
    admin: 'src/styles/admin.css',
  },
  format: ['esm'],
  target: 'es2023',
  platform: 'browser',
  dts: false,
  sourcemap: true,
  clean: true,
})
