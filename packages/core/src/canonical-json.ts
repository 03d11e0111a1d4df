/**
 * JSON in which equal things have equal text: the keys of objects are in order, those without a value are left out. What comes
 * from a database has its keys in an order of its own.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  })
}

/** The first field of `now` that is not the same in `before`; null when all are. */
export function changedField<T extends object>(before: T, now: T): (keyof T & string) | null {
  const known = new Map<string, unknown>(Object.entries(before))
  const isOf = (name: string): name is keyof T & string => name in now
  for (const [name, value] of Object.entries(now)) {
    if (isOf(name) && canonicalJson(value) !== canonicalJson(known.get(name))) return name
  }
  return null
}
