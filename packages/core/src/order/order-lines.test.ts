import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faultyLine, sumLines } from './order-lines.ts'

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
