import { isSpanContextValid, type SpanContext, TraceFlags } from '@opentelemetry/api'

/** A span's name in the format of the W3C's header; null for a span that nobody records or passes on. */
export function toTraceparent(context: SpanContext): string | null {
  if (!isSpanContextValid(context)) return null
  const flags = (context.traceFlags & TraceFlags.SAMPLED).toString(16).padStart(2, '0')
  return `00-${context.traceId}-${context.spanId}-${flags}`
}

/**
 * A span that was named by another process; null for what is no name of one. Later versions of the format begin as this one
 * does: https://www.w3.org/TR/trace-context/#versioning-of-traceparent
 */
export function fromTraceparent(text: string): SpanContext | null {
  const [, version, traceId = '', spanId = '', flags = '', more] =
    /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/.exec(text) ?? []
  if (version === undefined || version === 'ff' || (version === '00' && more !== undefined)) return null
  const traceFlags = Number.parseInt(flags, 16) & TraceFlags.SAMPLED
  const context: SpanContext = { traceId, spanId, traceFlags, isRemote: true }
  return isSpanContextValid(context) ? context : null
}
