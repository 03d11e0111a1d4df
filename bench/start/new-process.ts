import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

export const root = join(import.meta.dirname, '../..')

/** The number that a script prints, run in a process of its own below {@link root}. */
export async function printedBy(script: string): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    // Another's flags and loaders are not part of a cold start.
    env: { PATH: process.env['PATH'] },
  })
  return Number(stdout)
}
