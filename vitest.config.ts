import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// Tests run on the TypeScript sources: no build is needed first. The rest of the list is Vite's own default.
const conditions = ['@quoin/source', 'module', 'node', 'development|production']

export default defineConfig({
  ssr: { resolve: { conditions } },
  resolve: { conditions },
  test: {
    // Vitest leaves one core free, which is half of a machine with two.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    restoreMocks: true,
    unstubEnvs: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', '{bench,simulation,crash-test}/**/*.test.ts', 'test/*.test.ts'],
          exclude: ['**/*.int.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          include: ['packages/*/src/**/*.test.tsx'],
          environment: './vitest.dom.ts',
          // A whole shop runs in the process, and a busy machine draws slowly: a limit for what hangs.
          testTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['packages/*/test/**/*.int.test.ts', 'test/*.int.test.ts'],
          globalSetup: ['./vitest.postgres.ts'],
          // Real servers on a busy machine: a limit for what hangs, not for what is slow.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/*.browser.test.ts'],
          globalSetup: ['./vitest.browser.ts'],
          // A whole shop, a browser, and pages in two themes and two widths: a limit for what hangs.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['packages/*/src/**/*.{ts,tsx}'],
      exclude: ['**/*.test.*'],
      reporter: ['text', 'lcov'],
      thresholds: { lines: 50 },
    },
  },
})
