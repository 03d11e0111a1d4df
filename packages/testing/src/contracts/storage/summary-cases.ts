import {
  createMemoryStorage,
  money,
  type Order,
  type OrderItem,
  type Storage,
  type SummaryQuery,
  summaryGroupings,
} from '@quoin/core'
import { describe, expect, it } from 'vitest'
import { recordedFixture } from '../../order-event-fixture.ts'
import { orderFixture, unpaidOrderFixture } from '../../order-fixture.ts'
import { createSeededRandom } from '../../seeded-random.ts'
import { next, type Subject, stored } from './storage-under-test.ts'

const march: SummaryQuery = {
  from: new Date('2026-03-01T00:00:00Z'),
  before: new Date('2026-04-01T00:00:00Z'),
  groupBy: 'day',
  limit: 100,
}
const hour = 3_600_000

interface Paid {
  readonly at?: string
  readonly currency?: string
  readonly captured?: number
  readonly refunded?: number
  /** Of the bill; none without. */
  readonly charges?: readonly (readonly [number, string])[]
  readonly country?: string | null
  readonly lines?: readonly (readonly [sku: string, quantity: number, price: number])[]
  /** After how long each stage was over; the others have not come. */
  readonly submittedMs?: number
  readonly shippedMs?: readonly (number | null)[]
  readonly deliveredMs?: readonly (number | null)[]
}

/** An order that was paid, of which all that is counted is given. */
function paid({ at = '2026-03-10T12:00:00Z', currency = 'USD', captured = 5000, refunded = 0, ...more }: Paid): Order {
  const { charges = [], country = 'GB', lines = [['PRINT', 1, captured]] } = more
  const order = orderFixture()
  const [item] = order.items
  const [print] = order.fulfillments
  const [parcel] = print?.shipments ?? []
  if (!item || !print || !parcel || !order.shippingAddress) throw new Error('The fixture has one of each.')
  const capturedAt = new Date(at)
  const later = (ms: number | null | undefined) => (ms === null || ms === undefined ? null : new Date(+capturedAt + ms))
  const items = lines.map(
    ([sku, quantity, price]): OrderItem => ({
      ...item,
      id: orderFixture().id,
      sku,
      quantity,
      unitPrice: money(price, currency),
    }),
  )
  const { shippedMs = [], deliveredMs = [] } = more
  const shipments = shippedMs.map((ms, index) => ({
    ...parcel,
    id: `shp_${index}`,
    shippedAt: later(ms),
    deliveredAt: later(deliveredMs[index]),
  }))
  const bill = charges.map(([amount, code], index) => ({
    id: `chi_${index}`,
    kind: 'item' as const,
    amount: money(amount, code),
    itemId: null,
    shipmentId: null,
  }))
  return {
    ...order,
    currency,
    attention: [],
    items,
    payment: { ...order.payment, amountCaptured: captured, amountRefunded: refunded, capturedAt },
    shippingAddress: country === null ? null : { ...order.shippingAddress, country },
    fulfillments: [{ ...print, charges: bill, submittedAt: later(more.submittedMs), shipments }],
  }
}

/** What a storage counts of the orders that were paid. */
export function summaryCases(subject: Subject): void {
  describe('a summary of orders', () => {
    const given = async (...orders: readonly Order[]) => {
      for (const order of orders) await stored(subject().storage, order)
    }
    const summary = (query: Partial<SummaryQuery> = {}) => subject().storage.summarizeOrders({ ...march, ...query })
    const never = { orders: 0, p50Ms: null, p95Ms: null }

    it('given no order that was paid, then everything is nothing', async () => {
      await given(unpaidOrderFixture({ createdAt: new Date('2026-03-10T12:00:00Z') }))
      for (const groupBy of summaryGroupings) {
        expect(await summary({ groupBy })).toEqual({
          total: {
            orders: 0,
            copies: 0,
            withAttention: 0,
            money: [],
            stages: { submitted: never, shipped: never, delivered: never },
          },
          groups: [],
          groupsTotal: 0,
        })
      }
    })

    it('given orders at the edges of a day, then each is of the day in UTC on which it was paid', async () => {
      await given(
        paid({ at: '2026-02-28T23:59:59.999Z' }),
        paid({ at: '2026-03-01T00:00:00Z' }),
        paid({ at: '2026-03-01T23:59:59.999Z' }),
        paid({ at: '2026-03-02T00:00:00Z' }),
        paid({ at: '2026-03-31T23:59:59.999Z' }),
        paid({ at: '2026-04-01T00:00:00Z' }),
      )
      const { total, groups } = await summary()
      expect(groups.map(({ key, orders }) => [key, orders])).toEqual([
        ['2026-03-01', 2],
        ['2026-03-02', 1],
        ['2026-03-31', 1],
      ])
      expect(total.orders).toBe(4)
      const ends = { from: new Date(-8.64e15), before: new Date(8.64e15) }
      expect((await summary(ends)).total.orders).toBe(6)
      expect((await summary({ from: march.before, before: march.from })).total.orders).toBe(0)
    })

    it('given several currencies and bills, then money is counted by currency, and margin of what is billed in it', async () => {
      await given(
        paid({
          captured: 5000,
          refunded: 500,
          charges: [
            [2000, 'USD'],
            [-100, 'USD'],
          ],
        }),
        paid({ captured: 3000 }),
        paid({ captured: 7000, charges: [[1500, 'EUR']] }),
        paid({
          captured: 900,
          charges: [
            [400, 'USD'],
            [1, 'EUR'],
          ],
        }),
        paid({ captured: 4000, currency: 'EUR', charges: [[4500, 'EUR']] }),
        paid({ captured: 600, currency: 'JPY', refunded: 600 }),
      )
      const { total, groups } = await summary()
      expect(total.money).toEqual([
        { currency: 'EUR', orders: 1, captured: 4000, refunded: 0, revenue: 4000, billed: 1, cost: 4500, margin: -500 },
        { currency: 'JPY', orders: 1, captured: 600, refunded: 600, revenue: 0, billed: 0, cost: 0, margin: 0 },
        {
          currency: 'USD',
          orders: 4,
          captured: 15_900,
          refunded: 500,
          revenue: 15_400,
          billed: 1,
          cost: 1900,
          margin: 2600,
        },
      ])
      expect(groups).toEqual([{ key: '2026-03-10', ...total }])
    })

    it('given countries, then those with the most orders come first, and the limit cuts off the rest', async () => {
      await given(...['DE', 'GB', 'GB', 'AT', null].map((country) => paid({ country })))
      const keys = async (limit: number) => {
        const { groups, groupsTotal } = await summary({ groupBy: 'country', limit })
        return [groups.map(({ key, orders }) => [key, orders]), groupsTotal]
      }
      const all = [
        ['GB', 2],
        [null, 1],
        ['AT', 1],
        ['DE', 1],
      ]
      expect(await keys(10)).toEqual([all, 4])
      expect(await keys(3)).toEqual([all.slice(0, 3), 4])
    })

    it('given lines of several SKUs, then their money is shared by price, and its parts add up', async () => {
      await given(
        paid({
          captured: 1000,
          refunded: 100,
          charges: [[-10, 'USD']],
          lines: [
            ['A', 2, 100],
            ['B', 1, 100],
            ['A', 3, 0],
            ['C', 4, 100],
          ],
        }),
        paid({
          captured: 7,
          lines: [
            ['A', 1, 0],
            ['B', 2, 0],
          ],
        }),
      )
      const { total, groups } = await summary({ groupBy: 'sku' })
      expect(groups.map(({ key, orders, copies, money: [usd] }) => [key, orders, copies, usd])).toEqual([
        ['A', 2, 6, expect.objectContaining({ captured: 287, refunded: 28, billed: 1, cost: -2 })],
        ['B', 2, 3, expect.objectContaining({ captured: 148, refunded: 14, billed: 1, cost: -2 })],
        ['C', 1, 4, expect.objectContaining({ captured: 572, refunded: 58, billed: 1, cost: -6 })],
      ])
      expect(total).toMatchObject({ orders: 2, copies: 13 })
    })

    it('given parcels, then the first of an order ends a stage, and no stage takes less than nothing', async () => {
      await given(
        paid({ submittedMs: 1000, shippedMs: [5 * hour, 2 * hour, null], deliveredMs: [9 * hour, null, null] }),
        paid({ submittedMs: 3000, shippedMs: [1000], deliveredMs: [hour] }),
        paid({ submittedMs: 2000, shippedMs: [null] }),
        paid({}),
      )
      expect((await summary()).total.stages).toEqual({
        submitted: { orders: 3, p50Ms: 2000, p95Ms: 3000 },
        shipped: { orders: 2, p50Ms: 0, p95Ms: 2 * hour - 1000 },
        delivered: { orders: 2, p50Ms: hour - 1000, p95Ms: 7 * hour },
      })
    })

    it('given an order that asked for a person, then it counts also when that is over', async () => {
      const { storage } = subject()
      const [asked, quiet] = [paid({}), paid({})]
      const [reason] = orderFixture().attention
      if (!reason) throw new Error('The fixture has a reason.')
      const events = recordedFixture(asked, [
        { type: 'attention_opened', attention: reason },
        { type: 'attention_resolved', code: reason.code, subject: reason.subject },
      ])
      await storage.commit({ order: { next: asked, expectedVersion: 0 }, events })
      await storage.commit({
        order: { next: quiet, expectedVersion: 0 },
        events: recordedFixture(quiet, [{ type: 'note_added', note: 'attention_opened' }]),
      })
      expect((await summary()).total).toMatchObject({ orders: 2, withAttention: 1 })
    })

    it('given an order that changes, then what is counted changes with it', async () => {
      const before = paid({ submittedMs: 1000 })
      await given(before)
      const { fulfillments, payment } = paid({
        refunded: 1000,
        charges: [[800, 'USD']],
        submittedMs: 1000,
        shippedMs: [2000],
      })
      const [print] = before.fulfillments
      const changed = next(before, {
        payment: { ...before.payment, amountRefunded: payment.amountRefunded },
        fulfillments: fulfillments.map((f) => ({
          ...f,
          id: print?.id ?? f.id,
          idempotencyKey: print?.idempotencyKey ?? '',
        })),
      })
      await subject().storage.commit({ order: { next: changed, expectedVersion: before.version } })
      const { total } = await summary()
      expect(total.money).toMatchObject([{ revenue: 4000, cost: 800, margin: 3200 }])
      expect(total.stages.shipped).toEqual({ orders: 1, p50Ms: 1000, p95Ms: 1000 })
    })

    it('given many orders, then it counts as the memory storage does, which counts them one by one', async () => {
      const { storage, clock } = subject()
      const reference = createMemoryStorage({ clock })
      for (const order of randomOrders(60)) {
        await stored(storage, order)
        await stored(reference, order)
      }
      const counted = async (counter: Storage) =>
        Promise.all(
          summaryGroupings.flatMap((groupBy) => [
            counter.summarizeOrders({ ...march, groupBy }),
            counter.summarizeOrders({ ...march, groupBy, limit: 2 }),
          ]),
        )
      expect(await counted(storage)).toEqual(await counted(reference))
    })
  })
}

function randomOrders(count: number): Order[] {
  const random = createSeededRandom('orders to summarize')
  const below = (bound: number) => Math.floor(random.next() * bound)
  const oneOf = <Value>(...values: readonly Value[]): Value[] => values.slice(below(values.length)).slice(0, 1)
  return Array.from({ length: count }, () => {
    const captured = below(1_000_000)
    const [currency = 'USD'] = oneOf('USD', 'EUR')
    const [country = null] = oneOf('GB', 'DE', 'AT', null)
    const lines = Array.from({ length: 1 + below(4) }, () => {
      const [sku = ''] = oneOf('A', 'B', 'C', 'D', 'E')
      return [sku, 1 + below(5), below(3) * below(10_000)] as const
    })
    return paid({
      at: new Date(march.from.getTime() - 24 * hour + below(33 * 24 * hour)).toISOString(),
      currency,
      country,
      captured,
      refunded: below(2) * below(captured + 1),
      charges: Array.from({ length: below(3) }, () => [below(9000) - 1000, below(5) === 0 ? 'GBP' : currency] as const),
      lines,
      ...(below(4) > 0 && { submittedMs: below(5 * hour) }),
      shippedMs: Array.from({ length: below(3) }, () => (below(4) > 0 ? below(90 * hour) : null)),
      deliveredMs: Array.from({ length: 2 }, () => (below(3) > 0 ? below(200 * hour) : null)),
    })
  })
}
