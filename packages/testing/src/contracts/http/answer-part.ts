/** What stands in a JSON value at a path such as `issues[0].code`, or at each of `orders[].id`; undefined where nothing does. */
export function part(value: unknown, path: string): unknown {
  if (path === '') return value
  const [, key, rest = ''] = /^([^.[\]]+|\[\d*\])\.?(.*)$/.exec(path) ?? []
  if (key === undefined) throw new TypeError(`"${path}" is no path.`)
  if (key === '[]') return Array.isArray(value) ? value.map((each) => part(each, rest)) : undefined
  const inner: unknown = Object(value)[key.replace(/[[\]]/g, '')]
  return part(inner, rest)
}

/** The text that stands there. @throws {TypeError} when there is none. */
export function textAt(value: unknown, path: string): string {
  const found = part(value, path)
  if (typeof found !== 'string') throw new TypeError(`There is no text at ${path} of ${JSON.stringify(value)}.`)
  return found
}

/** The list that stands there. @throws {TypeError} when there is none. */
export function listAt(value: unknown, path: string): readonly unknown[] {
  const found = part(value, path)
  if (!Array.isArray(found)) throw new TypeError(`There is no list at ${path} of ${JSON.stringify(value)}.`)
  return found
}
