import { type Decision, reject } from './decision.ts'
import type { Order } from './order.ts'
import type { CommandOf, DecisionContext } from './order-commands.ts'

export function decideRecordTracking(
  _order: Order,
  _command: CommandOf<'record_tracking'>,
  _context: DecisionContext,
): Decision {
  return reject('not_paid', 'Not built yet.')
}
