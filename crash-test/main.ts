import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { faultKinds, isFaultKind } from './faults.ts'
import { flaws, isFlaw } from './flaws.ts'
import { runCrashTest } from './run-crash-test.ts'

const usage = `Kills the processes of a shop while customers buy, and then compares what Stripe took, what Prodigi prints and what the shop knows.

Usage: pnpm crash-test [options]

  --minutes <number>   for how long faults strike (default 2)
  --seed <number>      customers and faults by chance (default: by the clock)
  --webs <number>      processes that answer requests (default 2)
  --workers <number>   processes that work (default 4)
  --rate <number>      orders in a second (default 5)
  --every <ms>         between two faults, on average (default 400)
  --faults <list>      with commas between them (default: all)
                       ${faultKinds.join(', ')}
  --flaw <name>        break the shop on purpose, to see it found: ${flaws.join(', ')}
  --folder <path>      where evidence.json and the logs go (default: below artifacts/crash-test)
  --help               this text

Ends with 1 when a promise was broken, or when it never became quiet.
`

const { values } = parseArgs({
  // What pnpm puts before the arguments of a script.
  args: process.argv.slice(2).filter((arg) => arg !== '--'),
  options: {
    minutes: { type: 'string', default: '2' },
    seed: { type: 'string', default: `${Math.floor(Date.now() / 1000) % 1_000_000}` },
    webs: { type: 'string', default: '2' },
    workers: { type: 'string', default: '4' },
    rate: { type: 'string', default: '5' },
    every: { type: 'string', default: '400' },
    faults: { type: 'string', default: faultKinds.join() },
    flaw: { type: 'string' },
    folder: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
const say = (line: string): void => void process.stdout.write(`${line}\n`)
if (values.help) say(usage)
else await perform()

async function perform(): Promise<void> {
  const seed = numberOf('seed')
  const folder = values.folder ?? join(import.meta.dirname, '../artifacts/crash-test', `seed-${seed}`)
  say(`Seed ${seed}. Logs and evidence: ${folder}`)
  const evidence = await runCrashTest({
    seed,
    forMs: numberOf('minutes') * 60_000,
    kinds: values.faults.split(',').map((name) => known('faults', name, isFaultKind)),
    folder,
    webs: numberOf('webs'),
    workers: numberOf('workers'),
    ordersPerSecond: numberOf('rate'),
    faultEveryMs: numberOf('every'),
    flaw: values.flaw === undefined ? null : known('flaw', values.flaw, isFlaw),
    say,
  })
  const { violations, recoveryMs, ...rest } = evidence
  say(JSON.stringify({ ...rest, recoveryMs }, null, 2))
  for (const { invariant, message } of violations.slice(0, 20)) say(`${invariant}: ${message}`)
  if (evidence.open !== null) say(`It never became quiet: ${evidence.open}.`)
  say(violations.length > 0 ? `${violations.length} promises were broken.` : 'No promise was broken.')
  process.exitCode = violations.length > 0 || evidence.open !== null ? 1 : 0
}

function numberOf(name: 'minutes' | 'seed' | 'webs' | 'workers' | 'rate' | 'every'): number {
  const value = Number(values[name])
  if (!(value > 0)) throw new TypeError(`--${name}: a number above 0 is needed.`)
  return value
}

function known<Name extends string>(option: string, text: string, isKnown: (text: string) => text is Name): Name {
  if (isKnown(text)) return text
  throw new TypeError(`--${option}: nothing is called ${text}. See --help.`)
}
