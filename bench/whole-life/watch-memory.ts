import { median } from '../harness/statistics.ts'

const everyMs = 100

/** Looks at what this process holds, from now on. What `stop` tells is in mebibytes. */
export function watchMemory(what: 'rss' | 'heapUsed'): {
  stop(): {
    readonly first: number
    readonly last: number
    /** As it mostly was from one part of the time to another, such as 0.9 and 1. */
    between(from: number, to: number): number
  }
} {
  const look = (): number => process.memoryUsage()[what] / 2 ** 20
  const seen = [look()]
  const looking = setInterval(() => seen.push(look()), everyMs)
  return {
    stop() {
      clearInterval(looking)
      seen.push(look())
      return {
        first: seen[0] ?? Number.NaN,
        last: seen.at(-1) ?? Number.NaN,
        between: (from, to) => median(seen.slice(Math.floor(from * seen.length), Math.ceil(to * seen.length))),
      }
    },
  }
}
