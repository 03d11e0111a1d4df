import { canonicalJson } from '../canonical-json.ts'
import type { Refund } from './refund.ts'

/** What a refund is asked for with. Who asks is no part of it. */
type RefundRequest = Pick<Refund, 'scope' | 'reason' | 'note'>

/** The first field in which a request differs from an earlier one; null when both ask for the same. */
export function changedField(earlier: RefundRequest, request: RefundRequest): string | null {
  const before = fieldsOf(earlier)
  const now = fieldsOf(request)
  return Object.keys(now).find((field) => canonicalJson(now[field]) !== canonicalJson(before[field])) ?? null
}

function fieldsOf({ scope, reason, note }: RefundRequest): Readonly<Record<string, unknown>> {
  const { kind, ...parts } = scope
  const named = Object.entries(parts).map(([name, part]) => [`scope.${name}`, part])
  return { 'scope.kind': kind, ...Object.fromEntries(named), reason, note }
}
