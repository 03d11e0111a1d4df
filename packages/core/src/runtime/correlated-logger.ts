import type { LogFields, Logger } from './logger.ts'
import { redact } from './redact.ts'
import type { Telemetry } from './telemetry.ts'

/**
 * A logger whose lines name the trace and span that they belong to, and from which what looks like a secret is taken.
 *
 * @example
 * ```ts
 * import { consoleLogger, correlatedLogger } from '@quoin/core'
 * import { openTelemetry } from '@quoin/core/telemetry'
 *
 * const logger = correlatedLogger(consoleLogger(), openTelemetry())
 * logger.info({ userId: 'user_1' }, 'Somebody signed in.') // within a span also with its traceId and spanId
 * ```
 */
export function correlatedLogger(logger: Logger, telemetry: Telemetry): Logger {
  return eachLevel((level) => (fields, message) => {
    const [, traceId, spanId] = telemetry.traceparent()?.split('-') ?? []
    const all = { ...fields, ...(traceId !== undefined && { traceId, spanId }) }
    const clean = Object.entries(all).map(([name, value]) => [name, typeof value === 'string' ? redact(value) : value])
    logger[level](Object.fromEntries(clean), redact(message))
  })
}

/** A logger whose lines all have these fields. */
export function loggerWith(logger: Logger, more: LogFields): Logger {
  return eachLevel((level) => (fields, message) => logger[level]({ ...more, ...fields }, message))
}

function eachLevel(log: (level: keyof Logger) => Logger['info']): Logger {
  return { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') }
}
