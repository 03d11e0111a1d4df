import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { faultKinds } from '../crash-test/faults.ts'
import { type CrashTestOptions, runCrashTest } from '../crash-test/run-crash-test.ts'

const folder = mkdtempSync(join(tmpdir(), 'quoin-crash-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const short: CrashTestOptions = {
  ...{ seed: 1, forMs: 1, kinds: faultKinds, folder: join(folder, 'whole') },
  ...{ webs: 2, workers: 4, ordersPerSecond: 4, faultEveryMs: 100 },
}
/** For what hangs: quiet is when nothing is left to do. */
const timeout = 400_000

it('F35 F36 F72 F76 F77 F88 F90 INV-1 INV-2 given processes that are killed in every way, then no payment is lost and nothing is printed twice', {
  timeout,
}, async () => {
  const { open, violations, faults, payments, prints, kills } = await runCrashTest(short)
  expect({ open, violations }).toEqual({ open: null, violations: [] })
  expect(Object.keys(faults).toSorted()).toEqual(faultKinds.toSorted())
  expect(kills).toBeGreaterThan(4)
  expect(payments).toBeGreaterThan(10)
  expect(prints).toBeGreaterThan(10)
})

it('given a shop that sends each attempt under another key, then prints are found that were made twice', {
  timeout,
}, async () => {
  const kinds = ['kill-after-print', 'cut-after-print'] as const
  const flawed = { ...short, forMs: 4_000, kinds, webs: 1, workers: 2, folder: join(folder, 'flawed') }
  const { violations, duplicatePrints } = await runCrashTest({ ...flawed, flaw: 'random-key' })
  expect(duplicatePrints).toBeGreaterThan(0)
  expect(violations.map(({ invariant }) => invariant)).toContain('INV-1')
})
