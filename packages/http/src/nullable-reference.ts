/**
 * The document with `anyOf` where a reference may be null. The generator writes such a place as `allOf` of the reference and
 * of "an object or null", which no null satisfies, and of which clients are made that know none.
 */
export function withNullableReferences<Node>(node: Node): Node
export function withNullableReferences(node: unknown): unknown {
  if (Array.isArray(node)) return node.map((each) => withNullableReferences<unknown>(each))
  if (typeof node !== 'object' || node === null) return node
  const copy = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, withNullableReferences<unknown>(value)]),
  )
  const { allOf, ...others } = copy
  if (!Array.isArray(allOf)) return copy
  const [reference, { type, ...said }] = allOf
  return String(type) === 'object,null' ? { ...others, ...said, anyOf: [reference, { type: 'null' }] } : copy
}
