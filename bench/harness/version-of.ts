import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Which version of a package is installed beside the benchmarks. */
export function versionOf(name: string): string {
  const path = join(import.meta.dirname, '../../node_modules', name, 'package.json')
  const { version } = JSON.parse(readFileSync(path, 'utf8')) as { readonly version: string }
  return version
}
