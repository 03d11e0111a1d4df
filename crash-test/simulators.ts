import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { processEnv } from './fleet.ts'

/** A provider as a process of its own, which nobody kills: it owns the truth. */
export interface SimulatorProcess {
  readonly url: string
  readonly ledgerFile: string
  /** Asks its controls or its API. @throws when it does not answer with 2xx. */
  ask(method: 'GET' | 'POST', path: string, body?: object, headers?: Readonly<Record<string, string>>): Promise<unknown>
  stop(): Promise<void>
}

const sources = join(createRequire(import.meta.url).resolve('@quoin/testing/package.json'), '../src')

export async function startSimulator(
  command: 'quoin-stripe-simulator' | 'quoin-prodigi-simulator',
  folder: string,
  args: readonly string[],
): Promise<SimulatorProcess> {
  const ledgerFile = join(folder, `${command}.jsonl`)
  const source = join(sources, `${command}.ts`)
  const child = spawn(
    process.execPath,
    ['--conditions=@quoin/source', source, '--port', '0', '--ledger-file', ledgerFile, ...args],
    { stdio: ['ignore', 'pipe', 'inherit'], env: processEnv(folder) },
  )
  const killWithUs = (): void => void child.kill('SIGKILL')
  process.once('exit', killWithUs)
  const url = await greetedUrl(child)
  return {
    url,
    ledgerFile,
    async ask(method, path, body, headers) {
      const answer = await fetch(`${url}${path}`, {
        method,
        ...(headers && { headers }),
        ...(body && { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${method} ${path} of ${command}: ${answer.status} ${text}`)
      return text === '' ? null : JSON.parse(text)
    },
    async stop() {
      process.off('exit', killWithUs)
      if (child.exitCode !== null) throw new Error(`${command} ended by itself.`)
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

async function greetedUrl(child: ChildProcess): Promise<string> {
  let printed = ''
  for await (const chunk of child.stdout ?? []) {
    printed += String(chunk)
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0]
    if (url) {
      child.stdout?.resume()
      return url
    }
  }
  throw new Error(`A simulator did not start: ${printed}`)
}
