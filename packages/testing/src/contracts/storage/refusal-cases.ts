import type { Change, JobDraft, Order } from '@quoin/core'
import { describe, expect, it } from 'vitest'
import { jobFixture } from '../../job-fixture.ts'
import { notificationFixture } from '../../notification-fixture.ts'
import { recordedFixture } from '../../order-event-fixture.ts'
import { orderFixture } from '../../order-fixture.ts'
import { next, type Subject, stored } from './storage-under-test.ts'

const refused = { code: 'storage_failed', retry: 'permanent' }

/** What can only be a mistake of the caller is refused as a whole. */
export function refusalCases(subject: Subject): void {
  describe('what breaks a rule of the store', () => {
    const note = (order: Order) => recordedFixture(order, [{ type: 'note_added', note: 'of this change' }])
    /** An order with a history, a job and a notification, and its next version. */
    const given = async () => {
      const { storage } = subject()
      const order = await stored(storage, orderFixture())
      const there = {
        events: note(order),
        jobs: [jobFixture({ orderId: order.id })],
        notifications: [notificationFixture(order)],
      }
      expect(await storage.commit(there)).toBe('committed')
      return { order, second: next(order), there }
    }
    const copy = (draft: JobDraft | undefined): JobDraft =>
      jobFixture({ id: draft?.id ?? '', orderId: draft?.orderId ?? null })

    it.each<[string, (world: Awaited<ReturnType<typeof given>>) => Change]>([
      [
        'the id of an event',
        ({ there, second }) => ({ events: there.events.map((one) => ({ ...one, version: second.version })) }),
      ],
      ['a place in a history', ({ order }) => ({ events: note(order) })],
      ['one place twice', ({ second }) => ({ events: [...note(second), ...note(second)] })],
      ['history of an order that is not there', () => ({ events: note(orderFixture()) })],
      ['the id of a job', ({ there }) => ({ jobs: there.jobs.map(copy) })],
      [
        'one new id of two jobs',
        () => ({ jobs: [jobFixture(), jobFixture()].map((job, _, [first]) => ({ ...job, id: first?.id ?? '' })) }),
      ],
      [
        'the id of a notification',
        ({ order, there }) => ({
          notifications: there.notifications.map(({ id }) => notificationFixture(order, { id })),
        }),
      ],
      [
        'a notification of an order that is not there',
        () => ({ notifications: [notificationFixture(orderFixture())] }),
      ],
    ])('given %s, then the change is refused and nothing of it is stored', async (_, faulty) => {
      const { storage } = subject()
      const world = await given()
      const { order, second } = world
      const before = await storage.loadHistory(order.id)
      const change: Change = { order: { next: second, expectedVersion: 1 }, ...faulty(world) }
      await expect(storage.commit(change)).rejects.toMatchObject(refused)
      expect(await storage.findOrder({ id: order.id })).toEqual(order)
      expect(await storage.loadHistory(order.id)).toEqual(before)
      expect((await storage.jobStats()).due).toBe(1)
    })

    it('given a version conflict too, then that is the answer', async () => {
      const { order } = await given()
      const change: Change = { order: { next: next(next(order)), expectedVersion: 2 }, events: note(order) }
      expect(await subject().storage.commit(change)).toBe('version_conflict')
    })

    it('given a deleted notification, then its id is still taken', async () => {
      const { order, there } = await given()
      const { storage } = subject()
      await storage.deleteNotifications(order.userId ?? '', { all: true })
      const again = there.notifications.map(({ id }) => notificationFixture(order, { id }))
      await expect(storage.commit({ notifications: again })).rejects.toMatchObject(refused)
    })

    it('given a delivery whose id, or whose job’s id, is taken, then it is refused and not received', async () => {
      const { there } = await given()
      const { storage } = subject()
      const delivery = { id: jobFixture().id, source: 'stripe', eventId: 'evt_1', type: 'any', body: '{}' }
      await storage.receiveWebhook(delivery, [])
      await expect(storage.receiveWebhook({ ...delivery, eventId: 'evt_2' }, [])).rejects.toMatchObject(refused)
      const other = { ...delivery, id: jobFixture().id, eventId: 'evt_2' }
      await expect(storage.receiveWebhook(other, there.jobs.map(copy))).rejects.toMatchObject(refused)
      expect(await storage.findReceived('stripe', ['evt_1', 'evt_2'])).toEqual(['evt_1'])
      expect(await storage.receiveWebhook(delivery, there.jobs.map(copy))).toBe('duplicate')
    })
  })
}
