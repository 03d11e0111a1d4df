import { parseArgs } from 'node:util'
import { benches } from './benches.ts'
import { openGround } from './harness/ground.ts'
import { toMarkdown, toText } from './harness/report.ts'
import { runBench } from './harness/run-bench.ts'
import { startServer } from './harness/server.ts'
import { surroundings } from './harness/surroundings.ts'
import { writeResults } from './harness/write-results.ts'

// How fast Quoin is beside others that do the same, and beside the least that it takes. See README.md.

/** Those that compare nothing are programs with options of their own, and run when they are asked for. */
const programs: Readonly<Record<string, string>> = { endpoints: './million-orders.ts' }

const program = programs[process.argv[2] ?? '']
if (program === undefined) await compare()
else {
  process.argv.splice(2, 1)
  await import(program)
}

async function compare(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      /** Less of everything: a first look, not a measurement. */
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      /** How many rows are very many. */
      rows: { type: 'string' },
      /** Writes docs/performance.md. */
      write: { type: 'boolean', default: false },
    },
  })
  const isWanted = (name: string): boolean =>
    positionals.length === 0 || positionals.some((asked) => name === asked || name.startsWith(`${asked}/`))
  const wanted = benches.filter(({ name }) => isWanted(name))
  if (wanted.length === 0) {
    const names = [...benches.map(({ name }) => name), ...Object.keys(programs)]
    console.error(`There is no such bench. There are:\n${names.map((name) => `  ${name}`).join('\n')}`)
    process.exitCode = 1
    return
  }

  await using server = await startServer()
  for (const bench of wanted) {
    const rounds = Number(values.rounds ?? (values.quick ? 3 : (bench.rounds ?? 5)))
    const where = `${surroundings()}; ${server.description}. Medians of ${rounds} rounds (least–most).`
    await using ground = openGround(server, {
      scale: values.quick ? 'quick' : 'full',
      rows: values.rows === undefined ? null : Number(values.rows),
    })
    const outcome = await runBench(bench, ground, rounds)
    console.log(`${toText(outcome)}\n\n${where}\n`)
    if (values.write) writeResults(bench.name, `${where}\n\n${toMarkdown(outcome)}`)
  }
}
