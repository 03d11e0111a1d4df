export type { Span, SpanStart, Telemetry, TelemetryAttributes } from '../runtime/telemetry.ts'
export { type OpenTelemetryOptions, openTelemetry } from './open-telemetry.ts'
