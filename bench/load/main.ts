import { parseArgs } from 'node:util'
import { startServer } from '../harness/server.ts'
import { surroundings } from '../harness/surroundings.ts'
import { scalingPage, writeResults } from '../harness/write-results.ts'
import { faultsOf, toText } from './report.ts'
import { type LoadResult, runLoad } from './run-load.ts'
import { fleets, toMarkdown } from './scaling.ts'

const usage = `Has customers buy in the example server, over HTTP, between simulators in processes of their own; and compares what Stripe took,
what Prodigi prints and what the shop knows.

Usage: pnpm load [options]

  --rate <number>      customers in a second, however long they are served (default 20)
  --seconds <number>   for how long they come (default 20)
  --web <number>       processes that answer (default 1)
  --workers <number>   processes that do the jobs (default 1)
  --stage-ms <ms>      how long an order takes through each of Prodigi's seven stages (default 300)
  --patience <s>       when nothing has moved for so long, what is not shipped is given up (default 30)
  --scaling            1, 2 and 4 workers with 1 and 2 web processes, one run after the other
  --write              puts what --scaling measured into docs/scaling.md
  --help               this text

Ends with 1 when an order was printed twice, lost, or not shipped, and when a customer met an error.
`

const { values } = parseArgs({
  // What pnpm puts before the arguments of a script.
  args: process.argv.slice(2).filter((arg) => arg !== '--'),
  options: {
    rate: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '20' },
    web: { type: 'string', default: '1' },
    workers: { type: 'string', default: '1' },
    'stage-ms': { type: 'string', default: '300' },
    patience: { type: 'string', default: '30' },
    scaling: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) console.log(usage)
else await perform()

async function perform(): Promise<void> {
  await using server = await startServer()
  const where = `${surroundings()}; ${server.description}.`
  const results: LoadResult[] = []
  const fleet = { webs: numberOf('web'), workers: numberOf('workers') }
  for (const { webs, workers } of values.scaling ? fleets : [fleet]) {
    const { url, drop } = await server.createDatabase()
    const result = await runLoad({
      ...{ databaseUrl: url, webs, workers },
      ...{ perSecond: numberOf('rate'), seconds: numberOf('seconds') },
      ...{ stageMs: numberOf('stage-ms'), patienceMs: numberOf('patience') * 1_000 },
    })
    await drop()
    results.push(result)
    console.log(`${toText(result)}\n`)
  }
  console.log(where)
  if (values.scaling && values.write) {
    writeResults('scaling', `${where} Customers came for ${values.seconds} s.\n\n${toMarkdown(results)}`, scalingPage)
  }
  if (results.some((result) => faultsOf(result).length > 0)) process.exitCode = 1
}

function numberOf(name: 'rate' | 'seconds' | 'web' | 'workers' | 'stage-ms' | 'patience'): number {
  const value = Number(values[name])
  if (!(value > 0)) throw new TypeError(`--${name}: a number above 0 is needed.`)
  return value
}
