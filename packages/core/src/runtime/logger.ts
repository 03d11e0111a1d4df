/** Facts of a log line. Never personal data, never a secret: ids, codes, counts and durations. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>

/** The host's logger. `pino` fits as it is by `{ info: (m, f) => log.info(f, m), … }`; {@link consoleLogger} prints JSON lines. */
export interface Logger {
  debug(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
}

/** From the most to the least talkative. */
export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/**
 * One JSON line for each message, on standard error.
 *
 * @param minimum lines below it are dropped. @default 'info'
 * @example
 * ```ts
 * import { consoleLogger } from '@quoin/core'
 *
 * consoleLogger('warn').warn('The shop opens.', { port: 4000 })
 * ```
 */
export function consoleLogger(minimum: LogLevel = 'info', write: (line: string) => void = printLine): Logger {
  const from = logLevels.indexOf(minimum)
  const at =
    (level: Exclude<LogLevel, 'silent'>) =>
    (message: string, fields: LogFields = {}): void => {
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
