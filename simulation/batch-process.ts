import { type Batch, runBatch } from './run-batch.ts'

// Does one batch after another, as its parent asks for them.

process.on('message', (batch: Batch) => {
  runBatch(batch).then(
    (result) => process.send?.(result),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
      process.exit(1)
    },
  )
})
