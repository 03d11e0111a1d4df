import { chance } from './chance.ts'

/** The world's time and order: everything that happens is a completion that the kernel lets go, one after another. */
export interface Kernel {
  /** Milliseconds since the epoch, true for the world and the stores; processes may have other clocks. */
  now(): number
  /** Lets something happen later. Two at one instant come in an order that the seed decides. Returns how to call it off. */
  after(delayMs: number, label: string, happen: () => void): () => void
  /** Counts what the seed decides about. */
  next(): number
  /** Lets one completion go and all that follows from it; false when there is none, or none before then. */
  step(untilMs: number): Promise<boolean>
  /** Of everything that happened, in order. */
  readonly hash: string
  readonly steps: number
  readonly trace: readonly string[]
}

interface Completion {
  readonly at: number
  readonly tie: number
  readonly label: string
  readonly happen: () => void
  isOff: boolean
}

/** @param keepTrace whether labels are kept; the hash is made in any case. */
export function createKernel({
  seed,
  startMs,
  keepTrace,
}: {
  readonly seed: number
  readonly startMs: number
  readonly keepTrace: boolean
}): Kernel {
  const heap: Completion[] = []
  const trace: string[] = []
  let [nowMs, counted, queued, steps, hash] = [startMs, 0, 0, 0, 0x811c9dc5]

  const note = (label: string): void => {
    hash = Math.imul(hash ^ (nowMs - startMs), 0x01000193)
    for (let i = 0; i < label.length; i += 1) hash = Math.imul(hash ^ label.charCodeAt(i), 0x01000193)
    if (keepTrace) trace.push(`${((nowMs - startMs) / 1000).toFixed(3).padStart(10)} s  ${label}`)
  }

  return {
    now: () => nowMs,
    next() {
      counted += 1
      return counted
    },
    after(delayMs, label, happen) {
      queued += 1
      const completion = {
        at: nowMs + Math.max(0, Math.round(delayMs)),
        tie: chance(seed, 'tie', queued),
        label,
        happen,
        isOff: false,
      }
      push(heap, completion)
      return () => {
        completion.isOff = true
      }
    },
    async step(untilMs) {
      for (;;) {
        const [first] = heap
        if (!first || first.at > untilMs) return false
        pop(heap)
        if (first.isOff) continue
        nowMs = first.at
        steps += 1
        if (first.label !== '') note(first.label)
        first.happen()
        await quiet()
        return true
      }
    },
    get hash() {
      return (hash >>> 0).toString(16).padStart(8, '0')
    },
    get steps() {
      return steps
    },
    trace,
  }
}

/** Resolves when nothing moves any more: promises run out before the next turn of the event loop. */
function quiet(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}

function isBefore(a: Completion, b: Completion): boolean {
  return a.at !== b.at ? a.at < b.at : a.tie < b.tie
}

function push(heap: Completion[], completion: Completion): void {
  let index = heap.length
  heap.push(completion)
  while (index > 0) {
    const parent = (index - 1) >> 1
    const above = heap[parent]
    if (!above || !isBefore(completion, above)) break
    heap[index] = above
    index = parent
  }
  heap[index] = completion
}

function pop(heap: Completion[]): void {
  const last = heap.pop()
  if (!last || heap.length === 0) return
  let index = 0
  for (;;) {
    const left = heap[2 * index + 1]
    const right = heap[2 * index + 2]
    const [child, at] = right && left && isBefore(right, left) ? [right, 2 * index + 2] : [left, 2 * index + 1]
    if (!child || !isBefore(child, last)) break
    heap[index] = child
    index = at
  }
  heap[index] = last
}
