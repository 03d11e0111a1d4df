#!/usr/bin/env node
import { describeControls } from './simulator/control.ts'
import { runCommand } from './simulator/run-command.ts'
import { readStripeCommandLine, stripeUsage } from './stripe-simulator/stripe-command-line.ts'
import { stripeControlList } from './stripe-simulator/stripe-control-list.ts'
import { createStripeSimulator, type StripeSimulatorOptions } from './stripe-simulator/stripe-simulator.ts'

await runCommand({ usage: stripeUsage, read: readStripeCommandLine, create: createStripeSimulator, greeting })

function greeting(url: string, { secretKey = '' }: StripeSimulatorOptions): string {
  const { hostname, port } = new URL(url)
  return `Stripe simulator: listening on ${url}, its API below ${url}/v1

  new Stripe('${secretKey}', { host: '${hostname}', port: ${port}, protocol: 'http' })

Controls, which need no key:

${describeControls(url, stripeControlList)}
Stop it by Ctrl+C.
`
}
