import { context, metrics, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'

/** A measurement: the labels of one series and what it says. */
export interface Measured {
  readonly name: string
  readonly unit: string
  readonly labels: Readonly<Record<string, unknown>>
  /** Of a histogram how many values there were, of a counter its sum. */
  readonly count: number
}

/** Registers OpenTelemetry's own SDK, as an app does, and keeps what it is told. Call `stop` after the test. */
export function recordTelemetry() {
  const spanExporter = new InMemorySpanExporter()
  const metricExporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
  const reader = new PeriodicExportingMetricReader({ exporter: metricExporter, exportIntervalMillis: 3_600_000 })
  const tracerProvider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: spanExporter })] })
  const meterProvider = new MeterProvider({ readers: [reader] })
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  trace.setGlobalTracerProvider(tracerProvider)
  metrics.setGlobalMeterProvider(meterProvider)

  return {
    spans: (): readonly ReadableSpan[] => spanExporter.getFinishedSpans(),
    async measured(): Promise<readonly Measured[]> {
      await meterProvider.forceFlush()
      const latest = metricExporter.getMetrics().at(-1)
      return (latest?.scopeMetrics ?? []).flatMap((scope) =>
        scope.metrics.flatMap(({ descriptor, dataPoints }) =>
          dataPoints.map(({ attributes, value }) => ({
            name: descriptor.name,
            unit: descriptor.unit,
            labels: attributes,
            count: typeof value === 'number' ? value : value.count,
          })),
        ),
      )
    },
    async stop() {
      await tracerProvider.shutdown()
      await meterProvider.shutdown()
      for (const api of [context, trace, metrics]) api.disable()
    },
  }
}
