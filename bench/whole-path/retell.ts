/**
 * The answer to one request, told of another of the same shape: whatever text differs between the requests is replaced in the
 * answer. So a simulator's answer to the first order serves for all.
 */
export function retell(answer: string, first: unknown, next: unknown): string {
  return differences(first, next)
    .toSorted(([a], [b]) => b.length - a.length)
    .reduce((text, [from, to]) => text.replaceAll(inJson(from), inJson(to)), answer)
}

function differences(first: unknown, next: unknown): (readonly [string, string])[] {
  if (typeof first === 'string' && typeof next === 'string')
    return first === next || first === '' ? [] : [[first, next]]
  if (!isObject(first) || !isObject(next)) return []
  return Object.keys(first).flatMap((name) => differences(first[name], next[name]))
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}
