/** What a form with nested names decodes to. */
type FormValue = string | FormValue[] | { [name: string]: FormValue }

/** Decodes Stripe's encoding, `line_items[0][price_data][currency]=usd`, in which a list is an object of numbers. */
export function decodeForm(text: string): { [name: string]: FormValue } {
  const root: { [name: string]: FormValue } = Object.create(null)
  for (const [name, value] of new URLSearchParams(text)) {
    const path = [name.split('[', 1)[0] ?? '', ...Array.from(name.matchAll(/\[([^\]]*)\]/g), ([, part]) => part ?? '')]
    let parent = root
    for (const [depth, part] of path.entries()) {
      const key = part === '' ? String(Object.keys(parent).length) : part
      if (depth === path.length - 1) {
        parent[key] = value
        break
      }
      const child = parent[key]
      if (typeof child === 'object' && !Array.isArray(child)) parent = child
      else {
        const made: { [name: string]: FormValue } = Object.create(null)
        parent[key] = made
        parent = made
      }
    }
  }
  return withLists(root)
}

function withLists<Value extends { [name: string]: FormValue }>(object: Value): Value {
  for (const [key, value] of Object.entries(object)) {
    if (typeof value === 'string' || Array.isArray(value)) continue
    const child = withLists(value)
    const isList = Object.keys(child).every((name, index) => name === String(index))
    Object.assign(object, { [key]: isList ? Object.values(child) : child })
  }
  return object
}
