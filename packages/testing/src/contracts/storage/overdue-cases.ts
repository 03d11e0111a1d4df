import { type OrderStatus, orderStages, orderStatuses } from '@quoin/core'
import { describe, expect, it } from 'vitest'
import { orderFixture } from '../../order-fixture.ts'
import { next, type Subject, stored } from './storage-under-test.ts'

const hour = 3_600_000
const at = (hours: number) => new Date(Date.UTC(2026, 2, 1) + hours * hour)

export function overdueCases(subject: Subject): void {
  const given = (status: OrderStatus, hours: number) =>
    stored(subject().storage, orderFixture({ status, statusChangedAt: at(hours) }))

  describe('overdue orders', () => {
    it('given bounds for some stages, then they come by stage as asked for, and of each the longest first', async () => {
      const { storage } = subject()
      const [paidLate, paidEarly] = [await given('paid', 2), await given('paid', 1)]
      const submitted = await given('submitted', 3)
      await given('in_production', 0)
      const stages = [
        { stage: 'submitted', before: at(4) },
        { stage: 'paid', before: at(3) },
      ] as const
      const overdue = await storage.overdueOrders(stages, 10)
      expect(overdue.map(({ id }) => id)).toEqual([submitted.id, paidEarly.id, paidLate.id])
      const { id, number } = submitted
      expect(overdue[0]).toEqual({ id, number, stage: 'submitted', since: at(3) })
    })

    it('given an order came into its stage at the bound, then it is not overdue; a moment before, it is', async () => {
      const { storage } = subject()
      await given('paid', 1)
      const overdueAt = (moment: Date) => storage.overdueOrders([{ stage: 'paid', before: moment }], 10)
      expect(await overdueAt(at(1))).toEqual([])
      expect(await overdueAt(new Date(at(1).getTime() + 1))).toHaveLength(1)
    })

    it('given more than the limit, then each stage gives so many', async () => {
      const { storage } = subject()
      const ofSameTime = [await given('paid', 1), await given('paid', 1), await given('paid', 1)]
      await given('shipped', 1)
      const stages = (['paid', 'shipped'] as const).map((stage) => ({ stage, before: at(5) }))
      const overdue = await storage.overdueOrders(stages, 2)
      expect(overdue.map(({ stage }) => stage)).toEqual(['paid', 'paid', 'shipped'])
      const ids = ofSameTime.map(({ id }) => id).toSorted()
      expect(overdue.slice(0, 2).map(({ id }) => id)).toEqual(ids.slice(0, 2))
    })

    it('given an order moves on, then it is overdue in its new stage only', async () => {
      const { storage } = subject()
      const order = await given('paid', 1)
      const moved = next(order, { status: 'submitted', statusChangedAt: at(2) })
      expect(await storage.commit({ order: { next: moved, expectedVersion: order.version } })).toBe('committed')
      const stages = orderStages.map((stage) => ({ stage, before: at(5) }))
      expect(await storage.overdueOrders(stages, 10)).toMatchObject([
        { id: order.id, stage: 'submitted', since: at(2) },
      ])
    })

    it('given an order is in the archive, then it is overdue no more', async () => {
      const { storage } = subject()
      const order = await given('shipped', 1)
      const overdue = () => storage.overdueOrders([{ stage: 'shipped', before: at(5) }], 10)
      expect(await overdue()).toHaveLength(1)
      await storage.commit({ order: { next: next(order, { archivedAt: at(9) }), expectedVersion: order.version } })
      expect(await overdue()).toEqual([])
    })

    it('given orders that are over, then no stage has them; given none is asked for, then none comes', async () => {
      const { storage } = subject()
      for (const status of orderStatuses) await given(status, 1)
      const stages = orderStages.map((stage) => ({ stage, before: at(5) }))
      expect((await storage.overdueOrders(stages, 10)).map(({ stage }) => stage)).toEqual(orderStages)
      expect(await storage.overdueOrders([], 10)).toEqual([])
    })
  })
}
