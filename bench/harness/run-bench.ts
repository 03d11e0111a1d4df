import type { Bench, Contender, Entrant, Figures } from './bench.ts'
import type { Ground } from './ground.ts'

/** What the rounds of a bench gave. */
export interface Outcome {
  readonly bench: Bench
  /** By the contender's name, one of each round. */
  readonly rounds: ReadonlyMap<string, readonly Figures[]>
  /** Who took no part, and why. */
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[]
}

/**
 * Lets all contenders do it in turn, round after round, so that whatever else the machine does falls on all of them. Who begins
 * changes from round to round. What the first round gave is thrown away.
 */
export async function runBench(bench: Bench, ground: Ground, rounds: number): Promise<Outcome> {
  const leftOut = bench.contenders.flatMap(({ name, leftOut }) => {
    const reason = leftOut?.() ?? null
    return reason === null ? [] : [{ name, reason }]
  })
  const takesPart = ({ name }: Contender) => leftOut.every((absent) => absent.name !== name)
  const entrants: { name: string; entrant: Entrant; figures: Figures[] }[] = []
  try {
    for (const contender of bench.contenders.filter(takesPart)) {
      entrants.push({ name: contender.name, entrant: await contender.open(ground), figures: [] })
    }
    for (let round = 0; round <= rounds; round += 1) {
      const first = round % entrants.length
      for (const { name, entrant, figures } of [...entrants.slice(first), ...entrants.slice(0, first)]) {
        // What one has left behind is not swept up in the time of the next.
        globalThis.gc?.()
        const given = await entrant.round().catch((error: unknown) => {
          throw new Error(`${name} failed in ${bench.name}: ${String(error)}`, { cause: error })
        })
        if (round > 0) figures.push(given)
      }
    }
  } finally {
    for (const { entrant } of entrants) await entrant.close()
  }
  return { bench, rounds: new Map(entrants.map(({ name, figures }) => [name, figures])), leftOut }
}
