import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { completeOrder } from './prodigi-bodies.test.data.ts'
import type { ListOrdersQuery, ListOrdersResult } from './prodigi-list.ts'
import { listAll } from './prodigi-list-all.ts'
import { orderSchema } from './prodigi-order.ts'

const start = Date.parse('2026-11-22T10:00:00Z')
const made = (number: number) =>
  orderSchema.parse({ ...completeOrder, id: `ord_${number}`, created: new Date(start + number * 1_000).toISOString() })

/** An account with some orders, of which more are made while its list is read. */
function account(count: number, madeMeanwhile: (page: number) => number = () => 0) {
  const orders = Array.from({ length: count }, (_, number) => made(number))
  const queries: ListOrdersQuery[] = []
  const list = async (query: ListOrdersQuery): Promise<ListOrdersResult> => {
    const { top = 10, skip = 0, createdTo } = query
    const shown = orders.filter(({ created }) => !createdTo || (created ?? createdTo) <= createdTo).toReversed()
    const page = shown.slice(skip, skip + top)
    queries.push(query)
    const more = madeMeanwhile(queries.length)
    for (let each = 0; each < more; each += 1) orders.push(made(orders.length))
    return { orders: page, next: skip + top < shown.length ? { ...query, top, skip: skip + page.length } : null }
  }
  return { list, queries }
}

async function ids(orders: AsyncIterable<{ readonly id: string }>): Promise<string[]> {
  const all: string[] = []
  for await (const { id } of orders) all.push(id)
  return all
}

describe('all orders of a list', () => {
  test('are read page by page, bounded by the newest', async () => {
    const { list, queries } = account(5)
    expect(await ids(listAll(list, { top: 2, merchantReferences: ['A-1'] }))).toEqual([
      'ord_4',
      'ord_3',
      'ord_2',
      'ord_1',
      'ord_0',
    ])
    const createdTo = new Date(start + 4_000 + 60_000)
    expect(queries).toEqual([
      { top: 2, merchantReferences: ['A-1'] },
      { top: 2, merchantReferences: ['A-1'], skip: 2, createdTo },
      { top: 2, merchantReferences: ['A-1'], skip: 4, createdTo },
    ])
  })

  test('keep to a bound of the caller', async () => {
    const { list, queries } = account(5)
    const createdTo = new Date(start + 2_000)
    expect(await ids(listAll(list, { top: 2, createdTo }))).toEqual(['ord_2', 'ord_1', 'ord_0'])
    expect(queries.at(-1)).toEqual({ top: 2, createdTo, skip: 2 })
  })

  test('are read no further than the caller goes', async () => {
    const { list, queries } = account(500)
    for await (const order of listAll(list, {})) if (order.id === 'ord_450') break
    expect(queries).toEqual([{ top: 100 }])
  })

  test('end with an error when the same page comes again and again', async () => {
    const orders = [made(1)]
    const list = async (query: ListOrdersQuery) => ({ orders, next: query })
    await expect(ids(listAll(list, {}))).rejects.toMatchObject({ reason: 'unreadable', retry: 'retryable' })
  })

  test('are complete and come once, however many are made meanwhile (F70)', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.integer({ min: 0, max: 2 })),
        async (count, top, more) => {
          const { list } = account(count, (page) => Math.min(more[page] ?? 0, top - 1))
          const all = await ids(listAll(list, { top }))
          expect(new Set(all).size).toBe(all.length)
          const first = Array.from({ length: count }, (_, number) => `ord_${number}`)
          expect(all).toEqual(expect.arrayContaining(first))
        },
      ),
    )
  })
})
