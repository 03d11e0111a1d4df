interface GroupOptions<Item> {
  /** Groups under way at the same time. @default 2: each is a commit of its own, so that two keep the disk busy */
  readonly lanes?: number
  /** Items in a group. */
  readonly most: number
  /** No group has two items of the same key. @default each item may be with any other */
  readonly keyOf?: (item: Item) => string
  /** Whether a failure may be due to one item: then each of the group is run by itself, and gets its own. */
  readonly isOfOne: (error: unknown) => boolean
}

interface Waiting<Item, Result> {
  readonly item: Item
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

/**
 * Runs items that come at the same time together: those of one turn of the event loop while there is a free lane, so nothing waits
 * for a group to fill, and those that come while all lanes are busy.
 *
 * @param run gets the items of a group, and answers with their results in the same order.
 */
export function inGroups<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  { lanes = 2, most, keyOf, isOfOne }: GroupOptions<Item>,
): (item: Item) => Promise<Result> {
  const queue: Waiting<Item, Result>[] = []
  let busy = 0

  async function settle(group: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await run(group.map(({ item }) => item))
      for (const [index, { resolve, reject }] of group.entries()) {
        const result = results[index]
        if (result === undefined) reject(new Error('A group has no result for an item.'))
        else resolve(result)
      }
    } catch (error) {
      if (group.length > 1 && isOfOne(error)) for (const waiting of group) await settle([waiting])
      else for (const { reject } of group) reject(error)
    }
  }

  async function work(): Promise<void> {
    while (queue.length > 0) await settle(queue.splice(0, nextLength()))
    busy -= 1
  }

  /** Up to the first item whose key is there before. */
  function nextLength(): number {
    if (!keyOf) return most
    const keys = new Set<string>()
    for (const { item } of queue) {
      if (keys.size === most || keys.has(keyOf(item))) break
      keys.add(keyOf(item))
    }
    return keys.size
  }

  return (item) =>
    new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject })
      if (busy === lanes) return
      busy += 1
      setImmediate(() => void work())
    })
}
