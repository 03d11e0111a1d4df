/** What happened, in its order, and promises of how often. */
export interface Tally {
  readonly seen: readonly string[]
  add(what: string): void
  /** Resolves when so much has happened. */
  reached(count: number): Promise<void>
}

export function createTally(): Tally {
  const seen: string[] = []
  let waiting: { readonly count: number; readonly resolve: () => void }[] = []
  return {
    seen,
    add(what) {
      seen.push(what)
      for (const { count, resolve } of waiting) if (count <= seen.length) resolve()
      waiting = waiting.filter(({ count }) => count > seen.length)
    },
    reached: (count) =>
      new Promise((resolve) => {
        if (count <= seen.length) resolve()
        else waiting.push({ count, resolve })
      }),
  }
}
