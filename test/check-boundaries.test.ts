import { execFile } from 'node:child_process'
import { appendFile, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

/** What somebody might write one day, and what the check has to say about it. */
const plants: readonly { readonly file: string; readonly code: string; readonly fault: string }[] = [
  { file: 'core/src/order/a.ts', code: 'export const a = Date.now()', fault: 'takes Date.now' },
  { file: 'core/src/order/b.ts', code: 'export const b = new Date()', fault: 'takes new Date()' },
  { file: 'core/src/jobs/c.ts', code: 'export const c = () => globalThis.Math.random()', fault: 'takes Math.random' },
  { file: 'core/src/jobs/d.ts', code: 'setTimeout(() => {}, 1)', fault: 'takes setTimeout' },
  { file: 'core/src/money/e.ts', code: "export const e = process.env['E']", fault: 'takes process.env' },
  {
    file: 'core/src/order/f.ts',
    code: "export { createMemoryStorage } from '../storage/memory-storage.ts'",
    fault: 'the domain may not import storage/memory-storage.ts',
  },
  {
    file: 'core/src/checkout/g.ts',
    code: "export type { Kysely } from 'kysely'",
    fault: 'core may not import kysely',
  },
  {
    file: 'core/src/health/h.ts',
    code: "export const h = () => import('@quoin/kysely')",
    fault: 'core may not import @quoin/kysely',
  },
  { file: 'core/src/jobs/i.ts', code: "import 'stripe'", fault: 'only payment/stripe/ may import stripe' },
  { file: 'core/src/jobs/j.ts', code: "export * from '../../../http/src/index.ts'", fault: 'leaves its package' },
  { file: 'express/src/k.ts', code: "export * from '@quoin/core'", fault: 'express may not import @quoin/core' },
  { file: 'http/src/l.ts', code: 'const l = 1\n'.repeat(401), fault: '401 lines' },
  { file: 'http/src/utils/m.ts', code: 'export {}', fault: '"utils" is a drawer' },
  { file: 'kysely/src/OrderThing.ts', code: 'export {}', fault: 'file names are kebab-case' },
  { file: 'fax/src/index.ts', code: 'export {}', fault: 'packages/fax: not declared' },
]
/** Looks like a fault and is none. */
const innocent = {
  file: 'core/src/order/innocent.ts',
  code: [
    '// new Date() and Math.random() are taken as arguments',
    "/** import { x } from 'kysely' */",
    "export const text = 'Date.now()'",
    'export const later = (now: Date) => new Date(now.getTime() + 1)',
    'export interface Timer { setTimeout(): void }',
  ].join('\n'),
}

describe('the check of the boundaries', () => {
  let copy: string
  let report: { readonly code: number; readonly faults: readonly string[] }

  beforeAll(async () => {
    copy = await mkdtemp(join(tmpdir(), 'boundaries-'))
    const filter = (source: string): boolean => !/node_modules|dist$/.test(source)
    await cp(join(root, 'packages'), join(copy, 'packages'), { recursive: true, filter })
    for (const { file, code } of [...plants, innocent]) {
      await mkdir(dirname(join(copy, 'packages', file)), { recursive: true })
      await writeFile(join(copy, 'packages', file), `${code}\n`)
    }
    await appendFile(join(copy, 'packages/core/src/create-quoin.ts'), "export * from './payment/stripe/index.ts'\n")
    report = await check(copy)
  })
  afterAll(() => rm(copy, { recursive: true, force: true }))

  test.each(plants)('reports $file: $fault', ({ file, fault }) => {
    const place = `packages/${fault.startsWith('packages/') ? '' : file}`
    expect(report.faults.filter((line) => line.startsWith(place) && line.includes(fault))).toHaveLength(1)
  })

  test('reports what makes the main entry heavy', () => {
    expect(report.faults).toContainEqual(
      expect.stringMatching(/create-quoin\.ts:\d+: the main entry may not load payment\/stripe\/index\.ts/),
    )
  })

  test('says nothing about comments, texts and members of the same name', () => {
    expect(report.faults.filter((line) => line.includes('innocent'))).toEqual([])
  })

  test('fails the build', () => {
    expect(report.code).toBe(1)
  })
})

function check(dir: string): Promise<{ code: number; faults: string[] }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(root, 'scripts/check-boundaries.mjs'), dir], (error, _out, text) => {
      resolve({ code: error ? Number(error.code) : 0, faults: text.split('\n').filter(Boolean) })
    })
  })
}
