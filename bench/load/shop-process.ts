import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A process of the run: of the shop, or a simulator. */
export interface Process {
  readonly name: string
  readonly pid: number
  /** Asks it to end. @throws when it had ended by itself, with the last that it said. */
  stop(): Promise<void>
}

interface Start {
  readonly name: string
  readonly folder: string
  readonly script: string
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** What it prints when it is ready. */
  readonly ready: RegExp
}

const root = join(import.meta.dirname, '../..')
const lastChars = 4_000

async function start({ name, folder, script, args = [], env = {}, ready }: Start): Promise<Process & { said: string }> {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, ['--conditions=@quoin/source', script, ...args], {
    cwd: folder,
    env: { PATH, HOME, NODE_COMPILE_CACHE: join(tmpdir(), 'quoin-load-compiled'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const killWithUs = (): void => void child.kill('SIGKILL')
  process.once('exit', killWithUs)
  const said = await untilReady(child, name, ready)
  let last = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (text) => {
      last = `${last}${String(text)}`.slice(-lastChars)
    })
  }
  return {
    name,
    pid: child.pid ?? 0,
    said,
    async stop() {
      process.off('exit', killWithUs)
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${name} ended by itself:\n${last}`)
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function untilReady(child: ChildProcess, name: string, ready: RegExp): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    const ended = (): void => reject(new Error(`${name} did not start:\n${said}`))
    child.once('exit', ended)
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (text) => {
        said += String(text)
        if (!ready.test(said)) return
        child.off('exit', ended)
        resolve(said)
      })
    }
  })
}

/** The example server, which only its environment and HTTP reach. */
export function startShopProcess(name: string, env: Readonly<Record<string, string>>): Promise<Process> {
  const folder = join(root, 'examples/express-server')
  return start({ name, folder, script: 'src/server.ts', env, ready: /The (shop is open|worker works)/ })
}

/** A provider that answers to nobody but HTTP. */
export async function startSimulatorProcess(
  command: 'quoin-stripe-simulator' | 'quoin-prodigi-simulator',
  args: readonly string[],
): Promise<Process & { readonly url: string }> {
  const folder = join(createRequire(import.meta.url).resolve('@quoin/testing/package.json'), '../src')
  const name = command === 'quoin-stripe-simulator' ? 'Stripe' : 'Prodigi'
  const address = /http:\/\/127\.0\.0\.1:\d+/
  const running = await start({ name, folder, script: `${command}.ts`, args: ['--port', '0', ...args], ready: address })
  return { ...running, url: address.exec(running.said)?.[0] ?? '' }
}
