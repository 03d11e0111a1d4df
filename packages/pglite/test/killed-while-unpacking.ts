import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { pathToFileURL } from 'node:url'

// A process that is killed in the middle of the file after so many: a program of its own, for the process of the tests goes on.

const [, , template = '', folder = '', after = ''] = process.argv
const { writeFileSync } = fs
let written = 0
fs.writeFileSync = (path, contents) => {
  written += 1
  if (written <= Number(after)) return writeFileSync(path, contents)
  writeFileSync(path, String(contents).slice(0, 1))
  process.kill(process.pid, 'SIGKILL')
}
syncBuiltinESMExports()

// Only now, so that it takes what was put in place of writing.
const { beginFolder } = await import('../src/begin-folder.ts')
await beginFolder(folder, pathToFileURL(template))
