import { expect, inject, test } from 'vitest'
import { serverAt } from '../bench/harness/server.ts'
import { faultsOf, toText } from '../bench/load/report.ts'
import { runLoad } from '../bench/load/run-load.ts'
import { toMarkdown } from '../bench/load/scaling.ts'

test('INV-1 INV-2 given customers who buy in a shop of several processes, then each order is printed once and nobody meets an error', {
  timeout: 120_000,
}, async () => {
  await using server = await serverAt(inject('postgresUrl'))
  const { url, drop } = await server.createDatabase()
  const result = await runLoad({
    ...{ databaseUrl: url, perSecond: 5, seconds: 3, webs: 2, workers: 2 },
    ...{ stageMs: 50, patienceMs: 60_000 },
  })
  await drop()

  expect(faultsOf(result)).toEqual([])
  expect(result.accounts).toMatchObject({ paid: 15, printed: 15, submitted: 15, shipped: 15, duplicates: 0, losses: 0 })
  expect(toText(result)).toContain('15 orders paid, 15 submitted')
  expect(toMarkdown([result])).toMatch(/^\| 2, 2 \| 5 \| /m)
})
