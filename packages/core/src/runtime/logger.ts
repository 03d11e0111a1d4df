/** Facts of a log line. Never personal data, never a secret: ids, codes, counts and durations. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>

/** The host's logger. `pino()` fits as it is, and so does `console`; {@link consoleLogger} prints JSON lines. */
export interface Logger {
  debug(fields: LogFields, message: string): void
  info(fields: LogFields, message: string): void
  warn(fields: LogFields, message: string): void
  error(fields: LogFields, message: string): void
}

/** From the most to the least talkative. */
export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const

/** How much is logged: lines below the level are dropped, and `silent` drops all. */
export type LogLevel = (typeof logLevels)[number]

/**
 * One JSON line for each message, on standard error.
 *
 * @param minimum lines below it are dropped. @default 'info'
 * @example
 * ```ts
 * import { consoleLogger } from '@quoin/core'
 *
 * consoleLogger('warn').warn({ free: 3 }, 'Few connections are left.')
 * ```
 */
export function consoleLogger(minimum: LogLevel = 'info', write: (line: string) => void = printLine): Logger {
  const from = logLevels.indexOf(minimum)
  const at =
    (level: Exclude<LogLevel, 'silent'>) =>
    (fields: LogFields, message: string): void => {
      if (logLevels.indexOf(level) >= from) write(JSON.stringify({ level, message, ...fields }))
    }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

/** Says nothing. */
export const silentLogger: Logger = consoleLogger('silent')

function printLine(line: string): void {
  // biome-ignore lint/suspicious/noConsole: this is the one place that prints.
  console.error(line)
}
