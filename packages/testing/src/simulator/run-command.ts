import { type CommandLine, CommandLineError } from './command-line.ts'

interface Command<Options> {
  readonly usage: string
  /** @throws {@link CommandLineError} */
  readonly read: (args: readonly string[]) => CommandLine<Options>
  readonly create: (options: Options) => { listen(port: number): Promise<string>; close(): Promise<void> }
  /** What is printed once it listens. */
  readonly greeting: (url: string, options: Options) => string
}

/** Runs a simulator as a process of its own, until it is told to end. */
export async function runCommand<Options>(command: Command<Options>): Promise<void> {
  try {
    await start(command)
  } catch (error) {
    if (!(error instanceof CommandLineError)) throw error
    process.stderr.write(`${error.message}\nTry --help.\n`)
    process.exitCode = 2
  }
}

async function start<Options>({ usage, read, create, greeting }: Command<Options>): Promise<void> {
  const line = read(process.argv.slice(2))
  if (line === 'help') {
    process.stdout.write(usage)
    return
  }
  const simulator = create(line.options)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void simulator.close())
  const url = await simulator.listen(line.port).catch((error: unknown) => {
    throw new CommandLineError(`--port ${line.port}: ${reasonOf(error)}`)
  })
  process.stdout.write(greeting(url, line.options))
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
