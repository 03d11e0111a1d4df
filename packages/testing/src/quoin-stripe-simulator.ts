#!/usr/bin/env node
import { readStripeCommandLine, StripeCommandLineError, stripeUsage } from './stripe-simulator/stripe-command-line.ts'
import { stripeControlList } from './stripe-simulator/stripe-control-list.ts'
import { createStripeSimulator } from './stripe-simulator/stripe-simulator.ts'

try {
  await main()
} catch (error) {
  if (!(error instanceof StripeCommandLineError)) throw error
  process.stderr.write(`${error.message}\nTry --help.\n`)
  process.exitCode = 2
}

async function main(): Promise<void> {
  const command = readStripeCommandLine(process.argv.slice(2))
  if (command === 'help') {
    process.stdout.write(stripeUsage)
    return
  }
  const simulator = createStripeSimulator(command.options)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void simulator.close())
  const url = await simulator.listen(command.port).catch((error: unknown) => {
    throw new StripeCommandLineError(`--port ${command.port}: ${reasonOf(error)}`)
  })
  process.stdout.write(greeting(url, command.options.secretKey ?? ''))
}

function greeting(url: string, secretKey: string): string {
  const { hostname, port } = new URL(url)
  const lines = stripeControlList.map(([method, path, body, does]) => {
    const request = `curl ${method === 'GET' ? '' : `-X ${method} `}${url}${path}${body && ` -d '${body}'`}`
    return `  # ${does}\n  ${request}\n`
  })
  return `Stripe simulator: listening on ${url}, its API below ${url}/v1

  new Stripe('${secretKey}', { host: '${hostname}', port: ${port}, protocol: 'http' })

Controls, which need no key:

${lines.join('')}
Stop it by Ctrl+C.
`
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
