import { existsSync, openSync, readFileSync, writeSync } from 'node:fs'

/** Opens a file to append lines of JSON to. A line that was written is there even when the process is killed at once. */
export function openJournal(path: string): (entry: object) => void {
  const file = openSync(path, 'a')
  return (entry) => void writeSync(file, `${JSON.stringify(entry)}\n`)
}

/** All lines; none when nobody has written any. */
export function readJournal(path: string): unknown[] {
  if (!existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line): unknown => JSON.parse(line))
}
