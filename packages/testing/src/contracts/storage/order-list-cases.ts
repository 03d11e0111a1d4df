import { type Order, type OrderQuery, type OrderSort, orderSorts, type Storage } from '@quoin/core'
import { describe, expect, it } from 'vitest'
import { orderFixture, unpaidOrderFixture } from '../../order-fixture.ts'
import { next, type Subject, stored } from './storage-under-test.ts'

export function orderListCases(subject: Subject): void {
  describe('a list of orders', () => {
    /** Two orders that differ in all that can be asked for. */
    const given = async (storage: Storage) => {
      const ada = await stored(storage, orderFixture({ createdAt: new Date('2026-03-01T00:00:00Z') }))
      const grace = await stored(
        storage,
        unpaidOrderFixture({
          userId: 'user_grace',
          email: 'grace_50%@example.com',
          archivedAt: new Date('2026-03-05T00:00:00Z'),
          createdAt: new Date('2026-03-02T00:00:00Z'),
        }),
      )
      const found = async (query: Partial<OrderQuery>) => {
        const orders = await storage.listOrders({ limit: 10, sort: 'createdAt', ...query })
        return orders.map(({ id }) => (id === ada.id ? 'ada' : id === grace.id ? 'grace' : id))
      }
      return { ada, grace, found }
    }

    it('given no condition, then it holds whole orders, newest first', async () => {
      const { storage } = subject()
      const { ada, grace } = await given(storage)
      expect(await storage.listOrders({ limit: 10 })).toEqual([grace, ada])
      expect(await storage.listOrders({ limit: 1 })).toEqual([grace])
    })

    it.each<[Partial<OrderQuery>, string[]]>([
      [{ status: ['pending'] }, ['grace']],
      [{ status: ['pending', 'partially_shipped'] }, ['ada', 'grace']],
      [{ status: ['pending', 'pending'], sort: 'updatedAt' }, ['grace']],
      [{ status: ['delivered'] }, []],
      [{ status: [] }, []],
      [{ paymentStatus: ['paid', 'disputed'] }, ['ada']],
      [{ attention: true }, ['ada']],
      [{ attention: false }, ['grace']],
      [{ attention: 'provider_payment_required' }, ['ada']],
      [{ attention: 'amount_mismatch' }, []],
      [{ archived: true }, ['grace']],
      [{ archived: false }, ['ada']],
      [{ archived: true, status: ['pending'] }, ['grace']],
      [{ archived: false, status: ['pending'] }, []],
      [{ archived: false, sort: 'updatedAt' }, ['ada']],
      [{ archived: true, userId: 'user_grace' }, ['grace']],
      [{ archived: false, userId: 'user_grace' }, []],
      [{ archived: false, q: 'grace' }, []],
      [{ archived: true, q: '@example.com' }, ['grace']],
      [{ userId: 'user_grace' }, ['grace']],
      [{ userId: 'USER_GRACE' }, []],
      [{ createdFrom: new Date('2026-03-02T00:00:00Z') }, ['grace']],
      [{ createdFrom: new Date('2026-03-02T00:00:00.001Z') }, []],
      [{ createdBefore: new Date('2026-03-02T00:00:00Z') }, ['ada']],
      [{ createdBefore: new Date('2026-03-02T00:00:00.001Z') }, ['ada', 'grace']],
      [{ q: 'LOVELACE' }, ['ada']],
      [{ q: 'ada@EXAMPLE' }, ['ada']],
      [{ q: '@example.com' }, ['ada', 'grace']],
      [{ q: 'grace_50%@' }, ['grace']],
      [{ q: '50%@EX' }, ['grace']],
      [{ q: 'race' }, []],
      [{ q: 'ada_example' }, []],
      [{ q: 'ada lovelace' }, ['ada']],
      [{ q: 'lovelace ada' }, []],
      [{ q: '%' }, []],
      [{ q: 'ada:* | grace' }, []],
      [{ q: '\\' }, []],
      [{ q: "'" }, []],
      [{ userId: 'user_ada', paymentStatus: ['paid'], attention: true, q: 'ada' }, ['ada']],
      [{ userId: 'user_ada', paymentStatus: ['unpaid'] }, []],
    ])('given %j, then it holds those who meet it', async (query, expected) => {
      const { found } = await given(subject().storage)
      expect(await found(query)).toEqual(expected)
    })

    it('given an order leaves the archive, then it is found where it is now', async () => {
      const { storage } = subject()
      const { grace, found } = await given(storage)
      const back = next(grace, { archivedAt: null })
      expect(await storage.commit({ order: { next: back, expectedVersion: grace.version } })).toBe('committed')
      expect([await found({ archived: false }), await found({ archived: true })]).toEqual([['ada', 'grace'], []])
    })

    it('given the ends of time, then they stand before and after all orders', async () => {
      const { ada, found } = await given(subject().storage)
      const [begin, end] = [new Date(-8.64e15), new Date(8.64e15)]
      expect(await found({ createdFrom: begin, createdBefore: end })).toEqual(['ada', 'grace'])
      expect(await found({ createdFrom: end })).toEqual([])
      expect(await found({ createdBefore: begin })).toEqual([])
      expect(await found({ after: { at: begin, id: ada.id } })).toEqual(['ada', 'grace'])
      expect(await found({ after: { at: end, id: ada.id } })).toEqual([])
    })

    it('given the beginning of a number, of its second half, or of a provider’s id, in any case, then it is found', async () => {
      const { ada, found } = await given(subject().storage)
      const { number, payment, fulfillments } = ada
      const ids = [payment.checkoutId, payment.paymentId, fulfillments[0]?.providerOrderId]
      for (const name of [number, number.slice(6), number.slice(0, -1), ...ids]) {
        expect(await found({ q: `${name}`.toLowerCase() }), `${name}`).toEqual(['ada'])
      }
      expect(await found({ q: number.slice(1) })).toEqual([])
    })

    it('given other letters, quotes and marks in a name, then each of its words is found', async () => {
      const { storage } = subject()
      const { shippingAddress } = orderFixture()
      const names = ["Zoë O'Brien-Åström", '李 小龙', 'a\\b \'c\' "d" & e:*']
      for (const name of names) {
        if (shippingAddress) await stored(storage, orderFixture({ shippingAddress: { ...shippingAddress, name } }))
      }
      const found = async (q: string) =>
        (await storage.listOrders({ q, limit: 10 })).map((order) => names.indexOf(order.shippingAddress?.name ?? ''))
      expect(
        await Promise.all(["zoë o'b", 'brien', 'ÅSTR', '小', "b 'c", 'c\' "d', 'd" & E:*', '"d'].map(found)),
      ).toEqual([[0], [0], [0], [1], [2], [2], [2], [2]])
    })

    it('given words that change, then an order is found by those that it has', async () => {
      const { storage } = subject()
      const order = await stored(storage, unpaidOrderFixture({ email: null }))
      const found = async (q: string) => (await storage.listOrders({ q, limit: 10 })).length
      const named = next(order, { email: 'mary@example.com' })
      expect(await storage.commit({ order: { next: named, expectedVersion: 1 } })).toBe('committed')
      expect([await found('mary'), await found(order.number)]).toEqual([1, 1])
      const renamed = next(named, { email: 'maria@example.com' })
      expect(await storage.commit({ order: { next: renamed, expectedVersion: 1 } })).toBe('version_conflict')
      expect([await found('mary'), await found('maria')]).toEqual([1, 0])
      expect(await storage.commit({ order: { next: renamed, expectedVersion: 2 } })).toBe('committed')
      expect([await found('mary'), await found('maria'), await found('example')]).toEqual([0, 1, 1])
    })

    it('given several statuses, then pages lead through all of them in one order', async () => {
      const { storage } = subject()
      const statuses = ['paid', 'submitted', 'shipped', 'delivered'] as const
      const payments = ['paid', 'disputed'] as const
      const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 9, minute))
      for (let index = 0; index < 16; index += 1) {
        const [status, paymentStatus] = [statuses[index % 4], payments[index % 3 === 0 ? 1 : 0]]
        await stored(
          storage,
          orderFixture({
            ...(status && { status }),
            ...(paymentStatus && { paymentStatus }),
            createdAt: at(Math.floor(index / 2)),
            updatedAt: at(30 - (index % 5)),
          }),
        )
      }
      for (const sort of orderSorts) {
        for (const [filter, count] of [
          [{ status: ['paid', 'shipped'] as const }, 8],
          [{ paymentStatus: ['disputed'] as const }, 6],
          [{ status: ['shipped', 'delivered'] as const, paymentStatus: ['paid'] as const, attention: true }, 5],
          [{ createdFrom: at(2), createdBefore: at(6) }, 8],
        ] as const) {
          const whole = await storage.listOrders({ limit: 100, sort, ...filter })
          const times = whole.map((order) => timeOf(order, sort).getTime())
          expect([sort, whole.length]).toEqual([sort, count])
          expect(times).toEqual(times.toSorted((a, b) => (sort.startsWith('-') ? b - a : a - b)))
          const paged: Order[] = []
          for (;;) {
            const last = paged.at(-1)
            const after = last && { at: timeOf(last, sort), id: last.id }
            const page = await storage.listOrders({ limit: 3, sort, ...filter, ...(after && { after }) })
            if (page.length === 0) break
            paged.push(...page)
          }
          expect(paged).toEqual(whole)
        }
      }
    })

    it('given names of every kind, then it holds the orders that have one of them, each once', async () => {
      const { ada, grace, found } = await given(subject().storage)
      const { id, number, payment, fulfillments } = ada
      const providerOrderId = fulfillments[0]?.providerOrderId ?? ''
      expect(await found({ names: { ids: [id, 'no id at all', grace.id.toUpperCase()] } })).toEqual(['ada'])
      expect(await found({ names: { numbers: [grace.number, '\0'] } })).toEqual(['grace'])
      expect(await found({ names: { checkoutIds: [payment.checkoutId ?? '', 'cs_none'] } })).toEqual(['ada'])
      expect(await found({ names: { providerOrderIds: ['ord_none', providerOrderId] } })).toEqual(['ada'])
      const every = { ids: [id, grace.id], numbers: [number], providerOrderIds: [providerOrderId] }
      expect(await found({ names: every })).toEqual(['ada', 'grace'])
      expect(await found({ names: every, paymentStatus: ['unpaid'] })).toEqual(['grace'])
      expect(await found({ names: {} })).toEqual([])
    })

    it.each(orderSorts)(
      'given equal times and %s, when it is paged, then each order comes once and in order',
      async (sort) => {
        const { storage } = subject()
        const at = (second: number) => new Date(Date.UTC(2026, 2, 1, 9, 0, second))
        for (let index = 0; index < 10; index += 1) {
          // Three orders share each time of creation, others share each time of change, and every second is in the archive.
          const archivedAt = index % 2 === 0 ? at(20) : null
          const times = { createdAt: at(Math.floor(index / 3)), updatedAt: at(10 + (index % 4)), archivedAt }
          await stored(storage, orderFixture(times))
        }
        const whole = await storage.listOrders({ limit: 100, sort })
        const times = whole.map((order) => timeOf(order, sort).getTime())
        expect(times).toEqual(times.toSorted((a, b) => (sort.startsWith('-') ? b - a : a - b)))

        const paged: Order[] = []
        for (;;) {
          const last = paged.at(-1)
          const after = last && { at: timeOf(last, sort), id: last.id }
          const page = await storage.listOrders({ limit: 4, sort, ...(after && { after }) })
          if (page.length === 0) break
          paged.push(...page)
        }
        expect(paged.map(({ id }) => id)).toEqual(whole.map(({ id }) => id))
        expect(new Set(paged.map(({ id }) => id)).size).toBe(10)
      },
    )
  })
}

function timeOf(order: Order, sort: OrderSort): Date {
  return sort.endsWith('createdAt') ? order.createdAt : order.updatedAt
}
