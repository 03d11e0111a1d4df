import fc from 'fast-check'
import { deepJson, json, longText, wideJson } from './hostile-json.ts'

type Path = readonly (string | number)[]

interface Edit {
  readonly path: Path
  readonly how: 'replace' | 'remove' | 'twice'
  /** JSON, to stand there instead, or as well. */
  readonly value: string
}

/** A sample with a few of its members taken away, written twice, or put in place of. */
export function editedJson(sample: string): fc.Arbitrary<string> {
  const paths = pathsOf(JSON.parse(sample))
  const deepest = Math.max(...paths.map((path) => path.length))
  // As often one of few at the top as one of many below: what a reader needs stands at the top.
  const path = fc
    .integer({ min: 1, max: deepest })
    .chain((depth) => fc.constantFrom(...paths.filter(({ length }) => length === depth)))
  const value = fc.oneof(
    { arbitrary: json, weight: 6 },
    { arbitrary: longText.map((text) => JSON.stringify(text)), weight: 2 },
    { arbitrary: deepJson, weight: 1 },
    { arbitrary: wideJson, weight: 1 },
  )
  const how = fc.constantFrom('replace' as const, 'replace' as const, 'remove' as const, 'twice' as const)
  return fc.array(fc.record({ path, how, value }), { minLength: 1, maxLength: 3 }).map((edits) => edited(sample, edits))
}

/** What has no place any more, since an earlier edit took it, is left out. */
function edited(sample: string, edits: readonly Edit[]): string {
  const root: unknown = JSON.parse(sample)
  const texts = edits.map(({ path, how, value }, index) => {
    const key = path.at(-1) ?? ''
    const parent = path.slice(0, -1).reduce<unknown>((at, step) => (isObject(at) ? Reflect.get(at, step) : null), root)
    if (!isObject(parent) || !Object.hasOwn(parent, key)) return value
    const before = JSON.stringify(Reflect.get(parent, key))
    if (how === 'remove') Reflect.deleteProperty(parent, key)
    else Reflect.set(parent, key, markOf(index))
    return how === 'twice' && !Array.isArray(parent) ? `${before},${JSON.stringify(key)}:${value}` : value
  })
  // The last first: what it keeps of what was there before can hold the marks of earlier ones.
  return texts.reduceRight(
    (text, value, index) => text.replace(`"${markOf(index)}"`, () => value),
    JSON.stringify(root),
  )
}

function markOf(index: number): string {
  return `\u{1F58B} ${index}`
}

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([name, member]) => {
    const at = [...path, Array.isArray(value) ? Number(name) : name]
    return [at, ...pathsOf(member, at)]
  })
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
