import type { Quote } from '../fulfillment/fulfillment-provider.ts'
import {
  type PreflightCode,
  type PreflightErrorCode,
  type PreflightIssue,
  type PreflightWarningCode,
  preflightErrorCodes,
} from './preflight-issue.ts'

/** What preflight found. Without errors it can be sold and printed, as far as anybody can tell. */
export interface PreflightReport {
  /** Each forbids to go on. */
  readonly errors: readonly PreflightIssue<PreflightErrorCode>[]
  /** None forbids anything. */
  readonly warnings: readonly PreflightIssue<PreflightWarningCode>[]
  /** What each way of shipping costs the shop; empty when no country was named or the provider was not reached. */
  readonly quotes: readonly Quote[]
}

export function toReport(issues: readonly PreflightIssue[], quotes: readonly Quote[]): PreflightReport {
  return { errors: issues.filter(isError), warnings: issues.filter(isWarning), quotes }
}

const errorCodes: ReadonlySet<PreflightCode> = new Set(preflightErrorCodes)

function isError(issue: PreflightIssue): issue is PreflightIssue<PreflightErrorCode> {
  return errorCodes.has(issue.code)
}

function isWarning(issue: PreflightIssue): issue is PreflightIssue<PreflightWarningCode> {
  return !errorCodes.has(issue.code)
}
