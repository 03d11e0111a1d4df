import { parseArgs } from 'node:util'
import { fuzzDoors } from './fuzz-doors.ts'
import { openFuzzedStorage } from './fuzzed-storage.ts'

const usage = `Sends made-up webhooks to the doors of a shop, and counts how they are answered.

Usage: pnpm fuzz [options]

  --cases <number>    at each door (default 20000)
  --seed <number>     the same seed makes the same webhooks (default 1)
  --storage <storage> pglite (default) or memory
  --help              this text

Ends with 1 when a door breaks a rule; then it prints the least webhook that does.
`

const { values } = parseArgs({
  // What pnpm puts before the arguments of a script.
  args: process.argv.slice(2).filter((arg) => arg !== '--'),
  options: {
    cases: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    storage: { type: 'string', default: 'pglite' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) process.stdout.write(usage)
else await perform()

async function perform(): Promise<void> {
  const startedAt = performance.now()
  const counts = await fuzzDoors({ cases: wholeNumber('cases'), seed: wholeNumber('seed'), open: chosenStorage() })
  for (const [door, count] of Object.entries(counts)) {
    process.stdout.write(`${door}\n`)
    for (const [what, times] of Object.entries(count).toSorted()) process.stdout.write(`  ${what}: ${times}\n`)
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  const peak = Math.round(process.resourceUsage().maxRSS / 1024)
  process.stdout.write(`No door broke a rule. ${seconds} s, at most ${peak} MiB of memory.\n`)
}

function wholeNumber(name: 'cases' | 'seed'): number {
  if (!/^[1-9]\d{0,8}$/.test(values[name])) throw new TypeError(`--${name}: a whole number from 1 on is needed.`)
  return Number(values[name])
}

function chosenStorage() {
  if (values.storage === 'pglite' || values.storage === 'memory') return openFuzzedStorage[values.storage]
  throw new TypeError('--storage: pglite or memory.')
}
