import type { Counter, Histogram } from './metrics.ts'

/** Facts of a span. Never personal data, never a secret: ids, codes and counts. */
export type TelemetryAttributes = Readonly<Record<string, string | number | boolean>>

/** A span before it begins. */
export interface SpanStart {
  /** Of few different texts: no ids in it. */
  readonly name: string
  /** Work in here, a request that is answered, a request that is made, a job that is run. */
  readonly kind: 'internal' | 'server' | 'client' | 'consumer'
  /** Facts with few different values. Its duration is told by them, too. */
  readonly labels?: TelemetryAttributes
  /** Facts of this one span, such as ids. */
  readonly attributes?: TelemetryAttributes
  /** Where its duration is measured. @default nowhere */
  readonly metric?: Histogram
  /** The W3C `traceparent` of what it is a part of; null: of nothing. @default what is under way */
  readonly parent?: string | null
  /** The `traceparent` of something in another trace that led to it. */
  readonly link?: string | null
}

/** A span that is under way. */
export interface Span {
  label(labels: TelemetryAttributes): void
  set(attributes: TelemetryAttributes): void
  /** Says that the work failed although nothing is thrown. `type` is a code. */
  fail(type: string): void
}

/**
 * Where Quoin tells what it does, for tracing and metrics. `openTelemetry()` of `@quoin/core/telemetry` is the one that is
 * meant; the port is small so that an app without it loads nothing.
 */
export interface Telemetry {
  /** Does work within a span. What it throws is thrown on, and stands in the span by its code only. */
  span<Result>(start: SpanStart, work: (span: Span) => Promise<Result>): Promise<Result>
  /** The name of the span that is under way, as the W3C's header `traceparent` has it; null outside of any. */
  traceparent(): string | null
  count(metric: Counter, labels: TelemetryAttributes): void
}

const noSpan: Span = { label() {}, set() {}, fail() {} }

/** Tells nobody. */
export const noTelemetry: Telemetry = {
  span: (_start, work) => work(noSpan),
  traceparent: () => null,
  count() {},
}
