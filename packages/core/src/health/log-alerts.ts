import type { Logger } from '../runtime/logger.ts'
import type { AlertSink } from './alerts.ts'

/** Alerts as lines of the log: what a shop has before it wires up something louder. */
export function logAlerts(logger: Logger): AlertSink {
  return {
    async send({ code, message, orderId, orderNumber }) {
      logger.warn(`An order needs attention: ${message}`, { code, orderId, orderNumber })
    },
  }
}
