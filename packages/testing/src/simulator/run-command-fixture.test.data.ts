import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A command of this package, run as another process from its source. */
export function runFixture(command: string, ...args: readonly string[]) {
  const source = join(import.meta.dirname, '..', `${command}.ts`)
  const child = spawn(process.execPath, ['--conditions=@quoin/source', source, ...args], { stdio: 'pipe' })
  onTestFinished(() => void child.kill('SIGKILL'))
  const printed = { out: '', error: '' }
  child.stdout.on('data', (chunk) => {
    printed.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    printed.error += chunk
  })
  const ended = once(child, 'close').then(([code]) => code)
  return { child, printed, ended }
}

/** Where a ledger can be kept during a test, and what stands in it. */
export function ledgerFileFixture() {
  const folder = mkdtempSync(join(tmpdir(), 'quoin-ledger-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'ledger.jsonl')
  const read = (): unknown[] =>
    readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
  return { path, read }
}

/** A port on which something else listens. */
export async function takenPort(): Promise<string> {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void other.close())
  const address = other.address()
  return typeof address === 'object' && address ? String(address.port) : ''
}
