/** What runs at the moment, for those who want to wait until nothing does. */
export function createUnderWay() {
  const running = new Set<Promise<void>>()
  return {
    add(work: Promise<void>): void {
      const one = work.finally(() => void running.delete(one))
      running.add(one)
    },
    /** Resolves when nothing runs, nor what began meanwhile. */
    async idle(): Promise<void> {
      while (running.size > 0) await Promise.all(running)
    },
    /** Resolves when what runs now is over, whatever begins meanwhile. */
    async begun(): Promise<void> {
      await Promise.all(running)
    },
  }
}
