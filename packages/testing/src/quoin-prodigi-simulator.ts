#!/usr/bin/env node
import { CommandLineError, readCommandLine, usage } from './prodigi-simulator/command-line.ts'
import { controls } from './prodigi-simulator/control-api.ts'
import { createProdigiSimulator } from './prodigi-simulator/create-prodigi-simulator.ts'

try {
  await main()
} catch (error) {
  if (!(error instanceof CommandLineError)) throw error
  process.stderr.write(`${error.message}\nTry --help.\n`)
  process.exitCode = 2
}

async function main(): Promise<void> {
  const command = readCommandLine(process.argv.slice(2))
  if (command === 'help') {
    process.stdout.write(usage)
    return
  }
  const simulator = createProdigiSimulator(command.options)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void simulator.close())
  const url = await simulator.listen(command.port).catch((error: unknown) => {
    throw new CommandLineError(`--port ${command.port}: ${reasonOf(error)}`)
  })
  process.stdout.write(greeting(url))
}

function greeting(url: string): string {
  const lines = controls.map(([method, path, body, does]) => {
    const request = `curl ${method === 'GET' ? '' : `-X ${method} `}${url}${path}${body && ` -d '${body}'`}`
    return `  # ${does}\n  ${request}\n`
  })
  return `Prodigi simulator: listening on ${url}, its API below ${url}/v4.0\n\nControls, which need no key:\n\n${lines.join('')}\nStop it by Ctrl+C.\n`
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
