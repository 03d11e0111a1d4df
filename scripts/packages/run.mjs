import { execFileSync } from 'node:child_process'

/** What a command prints. Throws when it fails; what it complains of is shown. */
export function run(command, args, cwd = process.cwd()) {
  return execFileSync(command, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    timeout: 600_000,
    shell: process.platform === 'win32',
  })
}
