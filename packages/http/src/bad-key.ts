import type { InputIssue } from '@quoin/core'

/** A key, with the colon after it; or where an object or a list begins or ends. Other strings are stepped over. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}[\]]/gs

/**
 * The first key that no schema would see as it is: one that an object has twice, of which parsers silently take the last, and
 * `__proto__`, which they silently drop.
 *
 * @param json a text that is known to be JSON.
 */
export function badKey(json: string): InputIssue | null {
  const open: Set<string>[] = []
  for (const [token, colon] of json.matchAll(tokens)) {
    if (token === '{' || token === '[') open.push(new Set())
    else if (token === '}' || token === ']') open.pop()
    else if (colon !== undefined) {
      const path = String(JSON.parse(token.slice(0, -colon.length)))
      if (path === '__proto__') return { path, code: 'unknown_field', message: 'There is no such field.' }
      const seen = open.at(-1)
      if (seen?.has(path)) return { path, code: 'duplicate_field', message: 'This field stands there twice.' }
      seen?.add(path)
    }
  }
  return null
}
