import type { z } from '@hono/zod-openapi'
import type { InputIssue } from '@quoin/core'
import { HttpProblem } from './problem.ts'

/** A body full of faults is not answered by several times as much. */
const maxIssues = 100

/**
 * The value as the schema reads it.
 *
 * @param part names the whole input where no field is at fault, such as `body`.
 * @throws {@link HttpProblem} `invalid_request` naming every faulty field, up to 100.
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown, part: string): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const found = result.error.issues.flatMap((issue) => inputIssues(issue, part))
  const issues = found.slice(0, maxIssues)
  const more = found.length > maxIssues ? `, and ${found.length - maxIssues} more` : ''
  throw new HttpProblem('invalid_request', {
    detail: `Not valid: ${[...new Set(issues.map((issue) => issue.path))].join(', ')}${more}.`,
    issues,
  })
}

function inputIssues(issue: z.core.$ZodIssue, part: string): InputIssue[] {
  // An unknown key stands at its parent in zod; a caller looks for the key.
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: pathOf([...issue.path, key], part),
      code: 'unknown_field',
      message: 'There is no such field.',
    }))
  }
  const meant = issue.code === 'invalid_union' ? meantBranch(issue) : undefined
  if (meant) {
    return meant.flatMap((inner) => inputIssues({ ...inner, path: [...issue.path, ...inner.path] }, part))
  }
  return [{ path: pathOf(issue.path, part), code: issue.code, message: issue.message }]
}

/** What is wrong with the one form whose type the value has, so that the field is named and not the whole. */
function meantBranch({ errors }: z.core.$ZodIssueInvalidUnion): z.core.$ZodIssue[] | undefined {
  const fitting = errors.filter((issues) =>
    issues.every((issue) => issue.path.length > 0 || issue.code !== 'invalid_type'),
  )
  return fitting.length === 1 ? fitting[0] : undefined
}

/** As much of a path as is repeated: its keys are the caller's, and can be as long as a body. */
const maxPathLength = 200

/** `['items', 0, 'quantity']` is `items[0].quantity`. */
function pathOf(keys: readonly PropertyKey[], part: string): string {
  if (keys.length === 0) return part
  const whole = keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`
    return path === '' ? String(key) : `${path}.${String(key)}`
  }, '')
  return whole.slice(0, maxPathLength)
}
