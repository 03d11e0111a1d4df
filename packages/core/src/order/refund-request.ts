import { changedField } from '../canonical-json.ts'
import type { Refund } from './refund.ts'

/** What a refund is asked for with. Who asks is no part of it. */
type RefundRequest = Required<Pick<Refund, 'scope' | 'reason' | 'note'>>

/**
 * The first field in which a request differs from an earlier one; null when both ask for the same. Of an earlier one that
 * was stored without its scope only the rest is compared.
 */
export function changeOfRefund(
  earlier: Pick<Refund, 'scope' | 'reason' | 'note'>,
  request: RefundRequest,
): string | null {
  return changedField(fieldsOf({ ...earlier, scope: earlier.scope ?? request.scope }), fieldsOf(request))
}

function fieldsOf({ scope, reason, note }: RefundRequest): Readonly<Record<string, unknown>> {
  const { kind, ...parts } = scope
  const named = Object.entries(parts).map(([name, part]) => [`scope.${name}`, part])
  return { 'scope.kind': kind, ...Object.fromEntries(named), reason, note }
}
