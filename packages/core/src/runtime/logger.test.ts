import { Writable } from 'node:stream'
import { pino } from 'pino'
import { describe, expect, it, vi } from 'vitest'
import { consoleLogger, type Logger, silentLogger } from './logger.ts'

/** Each line of text that a logger writes, read as JSON. */
function capture(logTo: (write: (line: string) => void) => Logger): { logger: Logger; lines: unknown[] } {
  const lines: unknown[] = []
  return { logger: logTo((line) => lines.push(JSON.parse(line))), lines }
}

function pinoTo(write: (line: string) => void): Logger {
  const stream = new Writable({
    write(chunk, _encoding, done) {
      write(String(chunk))
      done()
    },
  })
  return pino({ base: null, timestamp: false, level: 'debug' }, stream)
}

describe('the port for log lines', () => {
  it('given pino itself, then message and fields come out as pino writes them', () => {
    const { logger, lines } = capture(pinoTo)
    logger.debug({ jobId: 'job_1' }, 'A job begins.')
    logger.warn({ jobId: 'job_1', attempts: 2, orderId: null }, 'A job failed.')
    expect(lines).toEqual([
      { level: 20, jobId: 'job_1', msg: 'A job begins.' },
      { level: 40, jobId: 'job_1', attempts: 2, orderId: null, msg: 'A job failed.' },
    ])
  })

  it('given console itself, then it is handed both', () => {
    const printed = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const logger: Logger = console
    logger.warn({ jobId: 'job_1' }, 'A job failed.')
    expect(printed.mock.calls).toEqual([[{ jobId: 'job_1' }, 'A job failed.']])
  })

  it('given the logger that comes with Quoin, then each line is one JSON object, from its level on', () => {
    const { logger, lines } = capture((write) => consoleLogger('warn', write))
    logger.info({ orderId: 'order_1' }, 'A print was sent.')
    logger.error({ orderId: 'order_1', code: undefined }, 'A print was refused.')
    expect(lines).toEqual([{ level: 'error', message: 'A print was refused.', orderId: 'order_1' }])
  })

  it('given the silent one, then nothing is printed', () => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {})
    silentLogger.error({}, 'Nobody hears this.')
    expect(printed).not.toHaveBeenCalled()
  })
})
