/**
 * A value as a literal of Postgres, of no type yet: what it stands for gives it one, as it does to a parameter.
 *
 * @throws an error with the code that Postgres has for it when the value is text that it cannot store.
 */
export function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  return escaped(Array.isArray(value) ? arrayText(value) : textOf(value))
}

/** What backslashes mean in it no setting changes. */
function escaped(text: string): string {
  if (text.includes('\0')) throw Object.assign(new Error('Text with a zero byte.'), { code: '22021' })
  return `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}

function arrayText(values: readonly unknown[]): string {
  const elements = values.map((value) =>
    value === null || value === undefined
      ? 'NULL'
      : `"${textOf(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`,
  )
  return `{${elements.join(',')}}`
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (value instanceof Date) return value.toISOString()
  throw new TypeError(`A value of type ${typeof value} has no literal.`)
}
