import { fsyncSync, openSync, writeSync } from 'node:fs'

/** Writes down one entry of a ledger. */
export type KeepEntry = (entry: object) => void

/**
 * Appends entries to a file, each a line of JSON that has reached the disk when the call returns: what was answered is never
 * missing in it, however the process ends. Without a path nothing is kept.
 */
export function openLedgerFile(path: string | undefined): KeepEntry {
  if (path === undefined) return () => {}
  const file = openSync(path, 'a')
  return (entry) => {
    writeSync(file, `${JSON.stringify(entry)}\n`)
    fsyncSync(file)
  }
}
