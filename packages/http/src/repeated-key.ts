/** A key, with the colon after it; or where an object or a list begins or ends. Other strings are stepped over. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}[\]]/gs

/**
 * The first key that an object of a JSON text has twice; null when there is none. Parsers silently take the last one, so what
 * was looked at on the way here may not be what is done.
 *
 * @param json a text that is known to be JSON.
 */
export function repeatedKey(json: string): string | null {
  const open: Set<string>[] = []
  for (const [token, colon] of json.matchAll(tokens)) {
    if (token === '{' || token === '[') open.push(new Set())
    else if (token === '}' || token === ']') open.pop()
    else if (colon !== undefined) {
      const key = String(JSON.parse(token.slice(0, -colon.length)))
      const seen = open.at(-1)
      if (seen?.has(key)) return key
      seen?.add(key)
    }
  }
  return null
}
