import type { z } from 'zod'

/** What is wrong with a request, by the path of the field. */
export type Failures = Readonly<Record<string, readonly Failure[]>>

export interface Failure {
  readonly code: string
  readonly providedValue: unknown
  readonly [extra: string]: unknown
}

/** A request that was understood, or why it was not. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly outcome: 'ValidationFailed' | 'ModelBindingFailed'; readonly failures: Failures }

/** Reads a request by its schema; failures get the codes that Prodigi gives. */
export function read<T>(schema: z.ZodType<T>, json: unknown): Reading<T> {
  const result = schema.safeParse(json)
  if (result.success) return { ok: true, value: result.data }
  const unknownField = result.error.issues.some((issue) => issue.code === 'unrecognized_keys')
  return {
    ok: false,
    outcome: unknownField ? 'ModelBindingFailed' : 'ValidationFailed',
    failures: collect(result.error.issues.flatMap((issue) => toFailures(issue, json))),
  }
}

/** Puts failures of the same field together. */
export function collect(failures: readonly (readonly [path: string, failure: Failure])[]): Failures {
  const collected = new Map<string, Failure[]>()
  for (const [path, failure] of failures) collected.set(path, [...(collected.get(path) ?? []), failure])
  return Object.fromEntries(collected)
}

function toFailures(issue: z.core.$ZodIssue, json: unknown): (readonly [string, Failure])[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const path = [...issue.path, key]
      return [writePath(path), { code: 'UnknownField', providedValue: at(json, path) }]
    })
  }
  if (issue.code === 'too_small' && issue.origin === 'array') {
    return [[writePath(issue.path), { code: 'MustNotBeEmptyArray', providedValue: [] }]]
  }
  const providedValue = at(json, issue.path)
  return [[writePath(issue.path), { code: codeOf(issue, providedValue), providedValue }]]
}

/** Codes that were not seen on a real answer are all `InvalidValue` here. */
function codeOf(issue: z.core.$ZodIssue, providedValue: unknown): string {
  if (issue.code === 'custom' && typeof issue.params?.['code'] === 'string') return issue.params['code']
  return providedValue === null ? 'Required' : 'InvalidValue'
}

function writePath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    return text === '' ? String(key) : `${text}.${String(key)}`
  }, '')
}

/** The value at a path; null where there is none. */
function at(json: unknown, path: readonly PropertyKey[]): unknown {
  let value: unknown = json
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return null
    value = Object.getOwnPropertyDescriptor(value, key)?.value
  }
  return value ?? null
}
