#!/usr/bin/env node
import { readCommandLine, usage } from './prodigi-simulator/command-line.ts'
import { controls } from './prodigi-simulator/control-api.ts'
import { createProdigiSimulator } from './prodigi-simulator/create-prodigi-simulator.ts'
import { describeControls } from './simulator/control.ts'
import { runCommand } from './simulator/run-command.ts'

await runCommand({ usage, read: readCommandLine, create: createProdigiSimulator, greeting })

function greeting(url: string): string {
  return `Prodigi simulator: listening on ${url}, its API below ${url}/v4.0

Controls, which need no key:

${describeControls(url, controls)}
Stop it by Ctrl+C.
`
}
