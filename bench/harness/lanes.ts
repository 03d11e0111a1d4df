/** Runs a task for each item, with so many at a time. Resolves with how many there were. */
export async function inLanes<Item>(
  lanes: number,
  items: Iterable<Item>,
  task: (item: Item) => Promise<unknown>,
): Promise<number> {
  const rest = items[Symbol.iterator]()
  let count = 0
  const lane = async (): Promise<void> => {
    for (let next = rest.next(); !next.done; next = rest.next()) {
      count += 1
      await task(next.value)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return count
}

/** The items that are asked for before the time is up. */
export function* within<Item>(budgetMs: number, items: Iterable<Item>): Generator<Item> {
  const endsAt = performance.now() + budgetMs
  for (const item of items) {
    if (performance.now() >= endsAt) return
    yield item
  }
}
