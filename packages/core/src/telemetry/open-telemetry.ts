import {
  type Attributes,
  type Context,
  context,
  type Meter,
  metrics,
  type Span as OtelSpan,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api'
import { QuoinError } from '../quoin-error.ts'
import { startStopwatch } from '../runtime/stopwatch.ts'
import type { Span, SpanStart, Telemetry, TelemetryAttributes } from '../runtime/telemetry.ts'
import { createInstruments } from './instruments.ts'
import { fromTraceparent, toTraceparent } from './traceparent.ts'

/** What {@link openTelemetry} may be given. */
export interface OpenTelemetryOptions {
  /** @default the tracer `@quoin/core` of the SDK that the app has registered */
  readonly tracer?: Tracer
  /** @default the meter `@quoin/core` of the SDK that the app has registered */
  readonly meter?: Meter
}

const kinds = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  consumer: SpanKind.CONSUMER,
} as const

/**
 * Spans and metrics by the API of OpenTelemetry. It brings no SDK along: as long as the app registers none, nothing is
 * recorded.
 *
 * @example
 * ```ts
 * import { prodigiFulfillment } from '@quoin/core/prodigi'
 * import { openTelemetry } from '@quoin/core/telemetry'
 *
 * const telemetry = openTelemetry() // for createQuoin, and for each provider
 * const fulfillment = prodigiFulfillment({ apiKey: 'your-key', environment: 'sandbox', telemetry })
 * ```
 */
export function openTelemetry({ tracer, meter }: OpenTelemetryOptions = {}): Telemetry {
  const ownTracer = tracer ?? trace.getTracer('@quoin/core')
  const instruments = createInstruments(() => meter ?? metrics.getMeter('@quoin/core'))

  return {
    async span(start, work) {
      const { around, kind } = placeOf(start)
      const linked = start.link ? fromTraceparent(start.link) : null
      const attributes = { ...start.labels, ...start.attributes }
      const links = linked ? [{ context: linked }] : []
      const span = ownTracer.startSpan(start.name, { kind, attributes, links }, around)
      const labels: Attributes = { ...start.labels }
      const elapsed = startStopwatch()
      const port = portOf(span, labels)
      try {
        return await context.with(trace.setSpan(around, span), () => work(port))
      } catch (error) {
        port.fail(codeOf(error))
        throw error
      } finally {
        if (start.metric) instruments.histogram(start.metric).record(elapsed(), labels)
        span.end()
      }
    },
    traceparent() {
      const span = trace.getActiveSpan()
      return span ? toTraceparent(span.spanContext()) : null
    },
    count(metric, labels) {
      instruments.counter(metric).add(1, labels)
    },
  }
}

/** What a span is a part of, and what it is to that. */
function placeOf({ kind, parent }: SpanStart): { readonly around: Context; readonly kind: SpanKind } {
  const active = context.active()
  // The app's own server is instrumented: the request has its span, and its header was read.
  if (kind === 'server' && trace.getSpan(active)) return { around: active, kind: SpanKind.INTERNAL }
  if (parent === undefined) return { around: active, kind: kinds[kind] }
  const remote = parent === null ? null : fromTraceparent(parent)
  const around = remote ? trace.setSpanContext(active, remote) : trace.deleteSpan(active)
  return { around, kind: kinds[kind] }
}

function portOf(span: OtelSpan, labels: Attributes): Span {
  const set = (attributes: TelemetryAttributes): void => {
    span.setAttributes({ ...attributes })
  }
  const label = (more: TelemetryAttributes): void => {
    Object.assign(labels, more)
    set(more)
  }
  return {
    set,
    label,
    fail(type) {
      label({ 'error.type': type })
      span.setStatus({ code: SpanStatusCode.ERROR })
    },
  }
}

/** No message: those of foreign errors can hold anything. */
function codeOf(error: unknown): string {
  if (error instanceof QuoinError) return error.code
  return error instanceof Error ? error.name : '_OTHER'
}
