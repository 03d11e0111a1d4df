/** The part of a JSON schema that people read. */
export interface SchemaLike {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly properties?: Readonly<Record<string, SchemaLike>>
  readonly required?: readonly string[]
  readonly items?: SchemaLike
  readonly anyOf?: readonly SchemaLike[]
  readonly oneOf?: readonly SchemaLike[]
  readonly allOf?: readonly SchemaLike[]
  readonly minimum?: number
  readonly maximum?: number
}

/** A schema as a few lines of text, in the manner of a TypeScript type. */
export function shapeOf(schema: SchemaLike, indent = ''): string {
  if (schema.$ref !== undefined) return schema.$ref.replace(/^.*\//, '')
  const parts = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (parts) return parts.map((part) => shapeOf(part, indent)).join(schema.allOf ? ' & ' : ' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (schema.properties) return objectShape(schema, indent)
  if (schema.items) return `[${shapeOf(schema.items, indent)}]`
  return `${[schema.type ?? 'any'].flat().join(' | ')}${rangeOf(schema)}`
}

function objectShape({ properties = {}, required = [] }: SchemaLike, indent: string): string {
  const inner = `${indent}  `
  const lines = Object.entries(properties).map(([name, property]) => {
    const note = property.description === undefined ? '' : `  // ${property.description}`
    return `${inner}${name}${required.includes(name) ? '' : '?'}: ${shapeOf(property, inner)}${note}`
  })
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`
}

function rangeOf({ minimum, maximum }: SchemaLike): string {
  // A bound of the safe integers is zod's own and tells nobody anything.
  const safe = (bound: number | undefined) => bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER
  return safe(minimum) && safe(maximum) ? ` (${minimum} to ${maximum})` : ''
}
