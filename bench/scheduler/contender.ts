import type { Contender, Figures } from '../harness/bench.ts'
import type { Ground } from '../harness/ground.ts'
import type { Queue, QueueSystem } from './queue.ts'

/** A queue that does the same in every round. */
export function contender(
  { open, ...about }: QueueSystem,
  round: (queue: Queue, ground: Ground) => Promise<Figures>,
): Contender {
  return {
    ...about,
    async open(ground) {
      const queue = await open(ground)
      return { round: () => round(queue, ground), close: () => queue.close() }
    },
  }
}
