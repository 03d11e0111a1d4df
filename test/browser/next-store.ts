import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, readFile, rm } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { promisify } from 'node:util'
import { vi } from 'vitest'
import { root } from '../code-blocks.ts'
import { installBuilt } from '../install-built.ts'

const source = join(root, 'examples/nextjs-store')
const app = join(root, 'artifacts/nextjs-store')
const next = join(app, 'node_modules/next/dist/bin/next')

/** Builds the store as `pnpm store` does, in a folder of its own. */
export async function buildStore(): Promise<void> {
  await rm(app, { recursive: true, force: true })
  const isOurs = (path: string) =>
    !/^(node_modules|\.next|\.turbo)$/.test(path.slice(source.length + 1).split(sep)[0] ?? '')
  await cp(source, app, { recursive: true, filter: isOurs })
  const { dependencies, devDependencies } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'))
  const names = Object.keys({ ...dependencies, ...devDependencies })
  const libraries = names.filter((name) => !name.startsWith('@quoin/'))
  // Core is also what the others are built on.
  const packages = [
    'http',
    ...names.flatMap((name) => (name.startsWith('@quoin/') ? [name.slice('@quoin/'.length)] : [])),
  ]
  await installBuilt(app, packages, { 'examples/nextjs-store': libraries }, { types: false })
  await promisify(execFile)(process.execPath, [next, 'build'], { cwd: app, env: environment() }).catch((error) => {
    throw new Error(`The store was not built: ${error.stdout}${error.stderr}`)
  })
}

/** A store that is open, in a process of its own. */
export interface OpenStore {
  readonly url: string
  stop(): Promise<void>
}

/** Opens what {@link buildStore} has built. */
export async function startStore(port: number, variables: Readonly<Record<string, string>>): Promise<OpenStore> {
  const url = `http://127.0.0.1:${port}`
  const server = spawn(process.execPath, [next, 'start', '--port', String(port), '--hostname', '127.0.0.1'], {
    cwd: app,
    env: { ...environment(), PUBLIC_URL: url, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (text) => (printed += String(text)))
  const isUp = async (): Promise<boolean> => {
    if (server.exitCode !== null) throw new Error(`The store ended: ${printed}`)
    return fetch(`${url}/api/status`).then(
      ({ ok }) => ok,
      () => false,
    )
  }
  await vi.waitUntil(isUp, { timeout: 240_000, interval: 200 }).catch(async (error) => {
    await stop(server)
    throw error
  })
  return { url, stop: () => stop(server) }
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return
  // A stream that is still open must not hold it.
  server.kill('SIGKILL')
  await once(server, 'exit')
}

function environment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env
  return { PATH, HOME, TMPDIR, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', CI: 'true' }
}
