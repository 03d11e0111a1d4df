import type { Logger } from '../runtime/logger.ts'
import type { AlertSink } from './alerts.ts'

/** Alerts as lines of the log: what a shop has before it wires up something louder. */
export function logAlerts(logger: Logger): AlertSink {
  return {
    channel: 'log',
    async send({ key, state, severity, code, message, orderId, orderNumber, facts }) {
      const fields = { ...facts, key, code, severity, orderId, orderNumber }
      if (state === 'resolved') logger.info(fields, `Resolved: ${message}`)
      else logger[severity === 'critical' ? 'error' : 'warn'](fields, message)
    },
  }
}
