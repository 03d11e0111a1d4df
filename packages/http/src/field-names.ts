import { QuoinError } from '@quoin/core'

/** A refusal of core, with its fields called what an endpoint calls them. */
export function withFieldNames(error: unknown, nameOf: (path: string) => string): unknown {
  if (!(error instanceof QuoinError) || error.issues.length === 0) return error
  const { code, message, retry } = error
  const issues = error.issues.map((issue) => ({ ...issue, path: nameOf(issue.path) }))
  return new QuoinError(code, message, { retry, issues, cause: error })
}
