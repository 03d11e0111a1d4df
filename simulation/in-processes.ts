import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Batch, BatchResult } from './run-batch.ts'

const file = fileURLToPath(new URL('batch-process.ts', import.meta.url))

/** Does batches in so many processes, each the next one when it is free, until all are done or one result says stop. */
export async function inProcesses(
  batches: Iterable<Batch>,
  processes: number,
  onResult: (result: BatchResult) => 'go on' | 'stop',
): Promise<void> {
  const waiting = batches[Symbol.iterator]()
  let isOver = false
  const next = (): Batch | null => {
    const { value, done } = waiting.next()
    return done === true || isOver ? null : value
  }
  await Promise.all(
    Array.from({ length: processes }, () =>
      workThrough(next, (result) => {
        isOver = onResult(result) === 'stop' || isOver
      }),
    ),
  )
}

function workThrough(next: () => Batch | null, onResult: (result: BatchResult) => void): Promise<void> {
  const first = next()
  if (!first) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const child = fork(file, { execArgv: ['--conditions=@quoin/source'] })
    child.on('message', (result: BatchResult) => {
      onResult(result)
      const batch = next()
      if (batch) child.send(batch)
      else child.disconnect()
    })
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`A process of the simulation ended with ${code}.`)),
    )
    child.send(first)
  })
}
