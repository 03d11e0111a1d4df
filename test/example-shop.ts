import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

/** The example shop as a process of its own, as a host runs it: only the environment and HTTP reach it. */
export interface ExampleShop {
  readonly url: string
  /** Starts the server again, on the same port and data. Resolves when it is ready. */
  start(): Promise<void>
  /** Asks it to end. Resolves with its exit code. */
  stop(signal?: 'SIGTERM' | 'SIGINT'): Promise<number | null>
  /** Ends it as a crash does: it gets no chance to finish anything. */
  kill(): Promise<void>
  /** All that it ever printed, over all its starts. */
  output(): string
}

export type Variables = Readonly<Record<string, string>>

const folder = fileURLToPath(new URL('../examples/express-server', import.meta.url))

/** Runs the server with nothing in its environment but these. */
export function runServer(variables: Variables): ChildProcess {
  return spawn(process.execPath, ['--conditions=@quoin/source', 'src/server.ts'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** What a process that ends by itself printed, and its exit code. */
export async function runToEnd(variables: Variables): Promise<{ exitCode: number | null; output: string }> {
  const server = runServer(variables)
  let output = ''
  for (const stream of [server.stdout, server.stderr]) stream?.on('data', (text) => (output += String(text)))
  await once(server, 'close')
  return { exitCode: server.exitCode, output }
}

export function createExampleShop(port: number, variables: Variables): ExampleShop {
  const url = `http://127.0.0.1:${port}`
  let server: ChildProcess | undefined
  let output = ''

  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const ending = server
    server = undefined
    if (!ending) return null
    const closed = once(ending, 'close')
    ending.kill(signal)
    await closed
    return ending.exitCode
  }

  return {
    url,
    async start() {
      const starting = runServer({ PORT: String(port), PUBLIC_URL: url, ...variables })
      server = starting
      for (const stream of [starting.stdout, starting.stderr]) stream?.on('data', (text) => (output += String(text)))
      const failed = once(starting, 'close').then(() => {
        throw new Error(`The shop did not start:\n${output}`)
      })
      await Promise.race([failed, ready(url)])
      failed.catch(() => undefined)
    },
    stop: (signal = 'SIGTERM') => end(signal),
    async kill() {
      await end('SIGKILL')
    },
    output: () => output,
  }
}

async function ready(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(`${url}/api/status`).catch(() => null)
    await response?.arrayBuffer()
    if (response?.status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
