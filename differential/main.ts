import { parseArgs } from 'node:util'
import { compareStorages, printDifference } from '@quoin/testing/differential'
import { startPostgres } from '@quoin/testing/postgres'
import { type OpenedStorage, openMemory, openPGlite, openPostgres } from './compared-storages.ts'

const usage = `Runs random programs of operations on memory, PGlite and Postgres, and says where they differ.

Usage: pnpm differential [options]

  --programs <number>  how many (default 1000)
  --seed <number>      the number of the first program (default 1)
  --length <number>    operations in each (default 30)
  --without <storage>  pglite or postgres: leaves that one out, which is faster
  --help               this text

Postgres is a server of its own, or that of DATABASE_URL. Ends with 1 when they differ; then it prints the least program.
`

const reportEveryMs = 10_000
const say = (text: string): void => void process.stdout.write(`${text}\n`)

try {
  process.exitCode = await perform(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof TypeError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}

async function perform(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    // What pnpm puts before the arguments of a script.
    args: args.filter((arg) => arg !== '--'),
    options: {
      programs: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      length: { type: 'string', default: '30' },
      without: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    say(usage)
    return 0
  }
  const [programs, seed, length] = (['programs', 'seed', 'length'] as const).map((name) => {
    if (!/^[1-9]\d{0,8}$/.test(values[name])) throw new TypeError(`--${name}: a whole number from 1 on is needed.`)
    return Number(values[name])
  })
  await using opened = await openStorages(values.without)
  return await compare({ storages: opened.storages, programs: programs ?? 1, seed: seed ?? 1, length: length ?? 1 })
}

async function openStorages(without: string | undefined) {
  const storages: OpenedStorage[] = [openMemory()]
  const given = process.env['DATABASE_URL']
  const server = given === undefined && without !== 'postgres' ? await startPostgres() : null
  if (without !== 'pglite') storages.push(await openPGlite())
  if (without !== 'postgres') storages.push(await openPostgres(server?.url ?? given ?? ''))
  return {
    storages,
    async [Symbol.asyncDispose]() {
      for (const storage of storages) await storage.close()
      await server?.stop()
    },
  }
}

async function compare(options: {
  readonly storages: readonly OpenedStorage[]
  readonly programs: number
  readonly seed: number
  readonly length: number
}): Promise<number> {
  const startedAt = performance.now()
  let saidAt = startedAt
  const tell = (count: number): void => {
    const seconds = (performance.now() - startedAt) / 1000
    const names = options.storages.map(({ name }) => name).join(', ')
    say(`${count} programs, ${count * options.length} operations on ${names} in ${seconds.toFixed(1)} s`)
  }
  const difference = await compareStorages({
    ...options,
    onProgram(count) {
      if (performance.now() - saidAt < reportEveryMs && count < options.programs) return
      saidAt = performance.now()
      tell(count)
    },
  })
  say(difference ? printDifference(difference) : 'They agree.')
  return difference ? 1 : 0
}
