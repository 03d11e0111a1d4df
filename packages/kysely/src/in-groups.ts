/** A group that takes longer, as one does that waits for a row somebody holds, leaves its lane to others. */
const patienceMs = 1_000

interface GroupOptions<Item> {
  /** Groups under way at the same time. @default 2: while the disk or the network is busy with one, another is made */
  readonly lanes?: number
  /** Items in a group. */
  readonly most: number
  /** A group has items of one kind. @default each item may be with any other */
  readonly kindOf?: (item: Item) => unknown
  /** No group has two items with a key in common. @default none has keys */
  readonly keysOf?: (item: Item) => readonly unknown[]
  /** Whether a failure may be due to one item: then each of the group is run by itself, and gets its own. */
  readonly isOfOne: (error: unknown) => boolean
}

interface Waiting<Item, Result> {
  readonly item: Item
  readonly kind: unknown
  readonly keys: readonly unknown[]
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
  { lanes = 2, most, kindOf = () => null, keysOf = () => [], isOfOne }: GroupOptions<Item>,
): (item: Item) => Promise<Result> {
  let queue: Waiting<Item, Result>[] = []
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

  function openLane(): void {
    if (busy === lanes || queue.length === 0) return
    busy += 1
    setImmediate(() => void work())
  }

  async function work(): Promise<void> {
    let isLate = false
    while (queue.length > 0 && !isLate) {
      const limit = setTimeout(() => {
        isLate = true
        busy -= 1
        openLane()
      }, patienceMs)
      await settle(nextGroup())
      clearTimeout(limit)
    }
    if (!isLate) busy -= 1
  }

  /** The first item and those of its kind, up to one with a key that is there before. Items of other kinds are overtaken. */
  function nextGroup(): Waiting<Item, Result>[] {
    const group = new Set<Waiting<Item, Result>>()
    const taken = new Set<unknown>()
    for (const waiting of queue) {
      if (group.size === most || waiting.keys.some((key) => taken.has(key))) break
      if (waiting.kind !== queue[0]?.kind) continue
      group.add(waiting)
      for (const key of waiting.keys) taken.add(key)
    }
    queue = queue.filter((waiting) => !group.has(waiting))
    return [...group]
  }

  return (item) =>
    new Promise((resolve, reject) => {
      queue.push({ item, kind: kindOf(item), keys: keysOf(item), resolve, reject })
      openLane()
    })
}
