import { expect, it } from 'vitest'
import type { Claim } from './ledgers.ts'
import { quantile, recoveryTimes } from './recovery.ts'

const claim = (changes: Partial<Claim>): Claim => ({
  ...{ at: 0, pid: 1, name: 'worker-1', id: 'a', fence: 1, kind: 'submit_fulfillment', attempts: 1, crashes: 0 },
  ...changes,
})
const strike = (pid: number, at: number) => ({ at, pid, name: `worker-${pid}`, cause: 'random' })

it('counts from the strike to the claim that took the job over', () => {
  const claims = [
    claim({ at: 100 }),
    claim({ at: 2_500, fence: 2, pid: 2, crashes: 1 }),
    claim({ at: 9_000, fence: 3, pid: 3, crashes: 2 }),
    claim({ id: 'b', at: 50, pid: 1 }),
    claim({ id: 'b', at: 1_700, fence: 2, pid: 2, crashes: 1 }),
  ]
  expect(recoveryTimes(claims, [strike(2, 6_000), strike(1, 500), strike(1, 700)])).toEqual([1_200, 2_000, 3_000])
})

it('given a job that was tried again by itself, or whose holder was not struck, then nothing was recovered', () => {
  const claims = [
    claim({}),
    claim({ at: 50, fence: 2, attempts: 2 }),
    claim({ at: 90, fence: 3, attempts: 2, crashes: 1 }),
  ]
  expect(recoveryTimes(claims, [strike(9, 60)])).toEqual([])
  expect([quantile([], 0.5), quantile([1, 2, 3, 4], 0.5), quantile([1, 2, 3, 4], 0.99)]).toEqual([null, 3, 4])
})
