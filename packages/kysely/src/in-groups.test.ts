import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { inGroups } from './in-groups.ts'

const isOfOne = (error: unknown): boolean => error instanceof RangeError

/** Groups that end when the test says so. */
function heldGroups(options: { lanes: number; most: number }) {
  const groups: {
    items: readonly number[]
    end: (results?: readonly number[]) => void
    fail: (error: Error) => void
  }[] = []
  const double = inGroups<number, number>(
    (items) =>
      new Promise((resolve, reject) => {
        groups.push({ items, end: (results = items.map((item) => item * 2)) => resolve(results), fail: reject })
      }),
    { ...options, isOfOne },
  )
  const settled = () => new Promise((resolve) => setImmediate(resolve))
  return { groups, double, settled }
}

describe('items in groups', () => {
  it('given free lanes, then what comes in one turn goes together, and what comes in the next turn does not wait for it', async () => {
    const { groups, double, settled } = heldGroups({ lanes: 2, most: 10 })
    const results = [double(1), double(2)]
    await settled()
    results.push(double(3))
    await settled()
    expect(groups.map(({ items }) => items)).toEqual([[1, 2], [3]])
    for (const { end } of groups) end()
    expect(await Promise.all(results)).toEqual([2, 4, 6])
  })

  it('given all lanes are busy, then what comes is the next group, no larger than allowed, and each gets its own result', async () => {
    const { groups, double, settled } = heldGroups({ lanes: 1, most: 3 })
    const results = [double(1)]
    await settled()
    results.push(...[2, 3, 4, 5].map(double))
    groups[0]?.end()
    await settled()
    groups[1]?.end()
    await settled()
    groups[2]?.end()
    expect(await Promise.all(results)).toEqual([2, 4, 6, 8, 10])
    expect(groups.map(({ items }) => items)).toEqual([[1], [2, 3, 4], [5]])
  })

  it('given items with a key, then none of a group has the key of another, and the order stays', async () => {
    const groups: (readonly string[])[] = []
    const grouped = inGroups<string, string>(
      async (items) => {
        groups.push(items)
        return items
      },
      { lanes: 1, most: 3, keysOf: (item) => [item.slice(0, 1)], isOfOne },
    )
    expect(await Promise.all(['a1', 'b1', 'a2', 'a3', 'c1', 'd1', 'e1'].map(grouped))).toHaveLength(7)
    expect(groups).toEqual([['a1', 'b1'], ['a2'], ['a3', 'c1', 'd1'], ['e1']])
  })

  it('given items of kinds, then a group has one kind, and the first one waiting is of the next', async () => {
    const groups: (readonly string[])[] = []
    const grouped = inGroups<string, string>(
      async (items) => {
        groups.push(items)
        return items
      },
      { lanes: 1, most: 3, kindOf: (item) => item.slice(0, 1), keysOf: (item) => [item.slice(1)], isOfOne },
    )
    const items = ['a1', 'b2', 'a3', 'b4', 'a2', 'a5', 'b1']
    expect(await Promise.all(items.map(grouped))).toEqual(items)
    expect(groups).toEqual([['a1', 'a3', 'a2'], ['b2', 'b4', 'b1'], ['a5']])
  })

  it('given a group that does not end, then after a second another one goes on in its place, and it may still end', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const { groups, double, settled } = heldGroups({ lanes: 1, most: 2 })
    const held = double(1)
    await settled()
    const others = [double(2), double(3), double(4)]
    vi.advanceTimersByTime(999)
    await settled()
    expect(groups.map(({ items }) => items)).toEqual([[1]])
    vi.advanceTimersByTime(1)
    await settled()
    groups[1]?.end()
    await settled()
    groups[2]?.end()
    expect(await Promise.all(others)).toEqual([4, 6, 8])
    groups[0]?.end()
    expect(await held).toBe(2)
    const later = [double(5), double(6), double(7)]
    await settled()
    expect(groups.map(({ items }) => items)).toEqual([[1], [2, 3], [4], [5, 6]])
    groups[3]?.end()
    await settled()
    groups[4]?.end()
    expect(await Promise.all(later)).toEqual([10, 12, 14])
  })

  it('given one bad item in a group, then the others still get their results', async () => {
    const double = inGroups<number, number>(
      async (items) => {
        if (items.includes(3)) throw new RangeError('three')
        return items.map((item) => item * 2)
      },
      { lanes: 1, most: 10, isOfOne },
    )
    const results = await Promise.allSettled([1, 2, 3, 4].map(double))
    expect(results.map((result) => (result.status === 'fulfilled' ? result.value : String(result.reason)))).toEqual([
      2,
      4,
      'RangeError: three',
      8,
    ])
  })

  it('given a failure that is of no item, then all of the group fail by it, nothing runs again, and the next group goes on', async () => {
    const { groups, double, settled } = heldGroups({ lanes: 1, most: 10 })
    const first = double(1)
    await settled()
    const others = Promise.allSettled([double(2), double(3)])
    groups[0]?.end()
    await first
    await settled()
    groups[1]?.fail(new Error('The server is gone.'))
    expect((await others).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    const later = double(4)
    await settled()
    groups[2]?.end()
    expect(await later).toBe(8)
    expect(groups.map(({ items }) => items)).toEqual([[1], [2, 3], [4]])
  })
})
