/**
 * Takes out of a list what is not needed for something: halves first, then ever smaller parts.
 *
 * @param now the list as it is.
 * @param attempt makes it the list as it is, and says true, when the shorter one still does.
 */
export async function leaveOut<Item>(
  now: () => readonly Item[],
  attempt: (fewer: readonly Item[]) => Promise<boolean>,
): Promise<void> {
  for (let size = Math.ceil(now().length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < now().length; ) {
      const all = now()
      const isLess = await attempt([...all.slice(0, from), ...all.slice(from + size)])
      if (!isLess) from += size
    }
  }
}
