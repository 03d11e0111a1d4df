import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EnvironmentError } from './environment.ts'

/**
 * Holds PGlite's folder for this process: PGlite does not look who else is there, and two processes on one folder
 * destroy it. What a killed one left is taken over.
 *
 * @returns what gives it back.
 * @throws {@link EnvironmentError} when another process has it.
 */
export function holdFolder(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true })
  const lock = join(dataDir, 'lock')
  const mark = `${process.pid} ${startOf(process.pid) ?? ''}`.trim()
  try {
    writeFileSync(lock, mark, { flag: 'wx' })
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    const [holder = 0, start] = readFileSync(lock, 'utf8').split(' ')
    if (Number(holder) !== process.pid && isAlive(Number(holder), start)) {
      throw new EnvironmentError(`QUOIN_DATA_DIR is in use by process ${holder}: it takes one at a time.`)
    }
    writeFileSync(lock, mark)
  }
  return () => rmSync(lock, { force: true })
}

/**
 * Whether the process that began at `start` is there still. A killed one keeps its number until its parent has
 * noticed, which some parents never do; and after a restart of a container its number may be somebody else's.
 */
function isAlive(pid: number, start: string | undefined): boolean {
  try {
    if (pid <= 0 || !process.kill(pid, 0)) return false
  } catch (error) {
    // It lives, and belongs to somebody else.
    if (codeOf(error) !== 'EPERM') return false
  }
  const begun = startOf(pid)
  return begun !== 'ended' && (begun === null || start === undefined || begun === start)
}

/** When a process began, in ticks of the machine; `ended` when it only waits to be noticed; null where that can't be known. */
function startOf(pid: number): string | null {
  let stat: string
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return null // No Linux, or not to be seen.
  }
  // Its name, in brackets, may hold anything.
  const [state = '', ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return 'ZX'.includes(state) ? 'ended' : (rest[18] ?? null)
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
