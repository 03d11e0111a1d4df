import { type Order, type OrderQuery, type OrderSort, orderSorts, type Storage } from '@quoin/core'
import { describe, expect, it } from 'vitest'
import { orderFixture, unpaidOrderFixture } from '../../order-fixture.ts'
import { type Subject, stored } from './storage-under-test.ts'

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
      [{ status: ['delivered'] }, []],
      [{ status: [] }, []],
      [{ paymentStatus: ['paid', 'disputed'] }, ['ada']],
      [{ attention: true }, ['ada']],
      [{ attention: false }, ['grace']],
      [{ attention: 'provider_payment_required' }, ['ada']],
      [{ attention: 'amount_mismatch' }, []],
      [{ userId: 'user_grace' }, ['grace']],
      [{ userId: 'USER_GRACE' }, []],
      [{ createdFrom: new Date('2026-03-02T00:00:00Z') }, ['grace']],
      [{ createdFrom: new Date('2026-03-02T00:00:00.001Z') }, []],
      [{ createdBefore: new Date('2026-03-02T00:00:00Z') }, ['ada']],
      [{ createdBefore: new Date('2026-03-02T00:00:00.001Z') }, ['ada', 'grace']],
      [{ q: 'LOVELACE' }, ['ada']],
      [{ q: 'ada@EXAMPLE' }, ['ada']],
      [{ q: '@example.com' }, ['ada', 'grace']],
      [{ q: 'e_50%@' }, ['grace']],
      [{ q: 'ada_example' }, []],
      [{ q: '%' }, ['grace']],
      [{ q: '\\' }, []],
      [{ q: "'" }, []],
      [{ userId: 'user_ada', paymentStatus: ['paid'], attention: true, q: 'ada' }, ['ada']],
      [{ userId: 'user_ada', paymentStatus: ['unpaid'] }, []],
    ])('given %j, then it holds those who meet it', async (query, expected) => {
      const { found } = await given(subject().storage)
      expect(await found(query)).toEqual(expected)
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

    it('given a part of a number or of a provider’s id in any case, then it is found', async () => {
      const { ada, found } = await given(subject().storage)
      const { number, payment, fulfillments } = ada
      for (const name of [number, payment.checkoutId, payment.paymentId, fulfillments[0]?.providerOrderId]) {
        expect(await found({ q: `${name}`.slice(1).toLowerCase() }), `${name}`).toEqual(['ada'])
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
          // Three orders share each time of creation, and others share each time of change.
          await stored(storage, orderFixture({ createdAt: at(Math.floor(index / 3)), updatedAt: at(10 + (index % 4)) }))
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
