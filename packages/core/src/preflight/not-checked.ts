import { QuoinError } from '../quoin-error.ts'
import type { PreflightIssue } from './preflight-issue.ts'

/** What can be left unchecked. */
type CheckedThing = 'product' | 'quote' | 'asset' | 'resolution'

/** The warning that something was not looked at, and why. It says nothing against the order. */
export function notChecked(what: CheckedThing, path: string, reason: string): PreflightIssue {
  const message = `The ${what} was not checked (${reason}).`
  return { code: 'not_checked', path, message, details: { what, reason } }
}

/** Why someone else gave no answer, without what they said: it can hold addresses and keys. */
export function reasonOf(error: unknown): string {
  if (error instanceof QuoinError) return error.code
  if (error instanceof Error) return error.name === 'TimeoutError' ? 'timeout' : error.name
  return 'unknown'
}
