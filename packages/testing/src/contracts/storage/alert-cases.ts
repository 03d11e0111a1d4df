import type { OpenAlert } from '@quoin/core'
import { describe, expect, it } from 'vitest'
import { jobFixture } from '../../job-fixture.ts'
import { longName } from '../../long-name.ts'
import { enqueued, type Subject } from './storage-under-test.ts'

const minute = 60_000
const start = Date.UTC(2026, 2, 1, 9)

export function alertCases(subject: Subject): void {
  const alertOf = (key: string, minutes = 0, overrides: Partial<OpenAlert> = {}): OpenAlert => ({
    key,
    severity: 'warning',
    code: 'orders_overdue',
    message: '3 orders are paid for too long.',
    facts: { count: 3, stage: 'paid', since: '2026-03-01', isFirst: true, numbers: null },
    since: new Date(start + minutes * minute),
    ...overrides,
  })
  const nothing = { open: [], close: [], jobs: [] }

  describe('alerts', () => {
    it('given some were opened, then they come back with every field, oldest first, and by their key', async () => {
      const { storage } = subject()
      const [late, early, same] = [alertOf('late', 2), alertOf('b', 1), alertOf('a', 1, { severity: 'critical' })]
      expect(await storage.changeAlerts({ ...nothing, open: [late, early] })).toBe('committed')
      expect(await storage.changeAlerts({ ...nothing, open: [same] })).toBe('committed')
      expect(await storage.listAlerts(10)).toEqual([same, early, late])
      expect(await storage.listAlerts(2)).toEqual([same, early])
      expect(await storage.findAlert('late')).toEqual(late)
      expect(await storage.findAlert('another')).toBeNull()
    })

    it('given a key of 300 characters, then it is one key', async () => {
      const { storage } = subject()
      const alert = alertOf(longName(300))
      expect(await storage.changeAlerts({ ...nothing, open: [alert] })).toBe('committed')
      expect(await storage.findAlert(alert.key)).toEqual(alert)
    })

    it('given one is open, when it is opened again beside another, then nothing of it is written', async () => {
      const { storage } = subject()
      await storage.changeAlerts({ ...nothing, open: [alertOf('a')] })
      const again = { open: [alertOf('b', 1), alertOf('a', 1)], close: [], jobs: [jobFixture()] }
      expect(await storage.changeAlerts(again)).toBe('conflict')
      expect(await storage.listAlerts(10)).toEqual([alertOf('a')])
      expect((await storage.jobStats()).due).toBe(0)
    })

    it('given one is open, when it is closed, then it is gone, and its cause can be opened again', async () => {
      const { storage } = subject()
      await storage.changeAlerts({ ...nothing, open: [alertOf('a'), alertOf('b')] })
      expect(await storage.changeAlerts({ open: [], close: [alertOf('a')], jobs: [jobFixture()] })).toBe('committed')
      expect(await storage.listAlerts(10)).toEqual([alertOf('b')])
      expect((await storage.jobStats()).due).toBe(1)
      expect(await storage.changeAlerts({ ...nothing, open: [alertOf('a', 5)] })).toBe('committed')
      expect(await storage.findAlert('a')).toEqual(alertOf('a', 5))
    })

    it.each([
      ['that nobody opened', 'b', 0],
      ['that is a later one by now', 'a', -1],
    ])('given one to close %s, then nothing is written', async (_, key, minutes) => {
      const { storage } = subject()
      await storage.changeAlerts({ ...nothing, open: [alertOf('a'), alertOf('c')] })
      const close = [alertOf('c'), alertOf(key, minutes)]
      const change = { open: [alertOf('d')], close, jobs: [jobFixture()] }
      expect(await storage.changeAlerts(change)).toBe('conflict')
      expect(await storage.listAlerts(10)).toEqual([alertOf('a'), alertOf('c')])
      expect((await storage.jobStats()).due).toBe(0)
    })

    it('given ten open one cause at once, then one commits, and its job alone is stored', async () => {
      const { storage } = subject()
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, (_, minutes) =>
          storage.changeAlerts({ open: [alertOf('a', minutes)], close: [], jobs: [jobFixture()] }),
        ),
      )
      expect(outcomes.filter((outcome) => outcome === 'committed')).toHaveLength(1)
      expect((await storage.listAlerts(10)).map(({ since }) => since)).toEqual([
        alertOf('a', outcomes.indexOf('committed')).since,
      ])
      expect((await storage.jobStats()).due).toBe(1)
    })

    it('given ten close one at once, then one commits, and its job alone is stored', async () => {
      const { storage } = subject()
      await storage.changeAlerts({ ...nothing, open: [alertOf('a')] })
      const close = () => storage.changeAlerts({ open: [], close: [alertOf('a')], jobs: [jobFixture()] })
      const outcomes = await Promise.all(Array.from({ length: 10 }, close))
      expect(outcomes.filter((outcome) => outcome === 'committed')).toHaveLength(1)
      expect((await storage.jobStats()).due).toBe(1)
    })

    it('given the id of a job is taken, then nothing is written', async () => {
      const { storage } = subject()
      const job = jobFixture()
      await enqueued(storage, job)
      const change = storage.changeAlerts({ open: [alertOf('a')], close: [], jobs: [job] })
      await expect(change).rejects.toMatchObject({ code: 'storage_failed', retry: 'permanent' })
      expect(await storage.listAlerts(10)).toEqual([])
    })
  })
}
