import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parcel, submitted } from '../../test/order-scenario.ts'
import type { FulfillmentSnapshot } from '../fulfillment/fulfillment.ts'
import { faultyLine, sentLines, sumLines } from './order-lines.ts'

const line = (itemId: string, quantity: number) => ({ itemId, quantity })
const there = [line('a', 2), line('b', 1)]

describe('lines that are asked for', () => {
  it.each([
    ['none', [], null],
    ['all that is there', there, null],
    ['an item that is not there', [line('a', 1), line('x', 1)], 'lines[1].itemId'],
    ['more copies than there are', [line('b', 2)], 'lines[0].quantity'],
    ['more copies in two lines', [line('a', 2), line('b', 1), line('a', 1)], 'lines[2].quantity'],
    ['no copy', [line('a', 0)], 'lines[0].quantity'],
    ['less than none', [line('a', -1)], 'lines[0].quantity'],
    ['half a copy', [line('a', 0.5)], 'lines[0].quantity'],
  ])('given %s, then the fault is at %s', (_what, lines, path) => {
    expect(faultyLine(lines, there)?.path ?? null).toBe(path)
  })

  it('are free of faults only when their sums are there', () => {
    const some = fc.array(
      fc.record({ itemId: fc.constantFrom('a', 'b', 'x'), quantity: fc.integer({ min: 1, max: 3 }) }),
    )
    fc.assert(
      fc.property(some, (lines) => {
        const covered = sumLines(lines).every((sum) =>
          there.some(({ itemId, quantity }) => itemId === sum.itemId && sum.quantity <= quantity),
        )
        expect(faultyLine(lines, there) === null).toBe(covered)
      }),
    )
  })
})

describe('what has left', () => {
  const two = [line('a', 2), line('b', 1)]
  const sentOf = (snapshot: Partial<FulfillmentSnapshot>) => {
    const { order } = submitted(snapshot)
    const items = two.flatMap(({ itemId: id, quantity }) => order.items.map((item) => ({ ...item, id, quantity })))
    return sentLines({ items, fulfillments: order.fulfillments.map((f) => ({ ...f, lines: two })) })
  }
  const a = parcel({ id: 'shp_a', status: 'shipped', itemIds: ['a'] })
  const b = (status: 'processing' | 'cancelled' | 'shipped') => parcel({ id: 'shp_b', status, itemIds: ['b'] })
  const unnamed = parcel({ id: 'shp_a', status: 'shipped' })

  it.each([
    ['nothing was sent', { status: 'in_production', shipments: [b('processing')] }, []],
    ['all of it was', { status: 'shipped' }, two],
    ['all of it was, and a parcel is not said to be', { status: 'shipped', shipments: [a, b('processing')] }, two],
    ['every parcel was', { status: 'shipped', shipments: [a, b('shipped')] }, two],
    ['one was, and another goes on', { status: 'partially_shipped', shipments: [a, b('processing')] }, [two[0]]],
    ['one was, and another was cancelled', { status: 'partially_shipped', shipments: [a, b('cancelled')] }, [two[0]]],
    ['the rest was cancelled', { status: 'shipped', shipments: [a, b('cancelled')] }, [two[0]]],
    ['one was, and the print was cancelled', { status: 'cancelled', shipments: [a] }, [two[0]]],
    ['one was, of an unknown content', { status: 'partially_shipped', shipments: [unnamed, b('cancelled')] }, [two[0]]],
    ['one was, and nobody says which', { status: 'partially_shipped', shipments: [] }, two],
    [
      'a copy was, and another one was cancelled',
      { status: 'shipped', shipments: [a, parcel({ id: 'shp_c', status: 'cancelled', itemIds: ['a'] })] },
      two,
    ],
  ] as const)('given %s', (_what, snapshot, lines) => {
    expect(sentOf(snapshot)).toEqual(lines)
  })
})
