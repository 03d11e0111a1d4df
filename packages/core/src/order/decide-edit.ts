import { type Decision, reject } from './decision.ts'
import type { Order } from './order.ts'
import type { CommandOf, DecisionContext } from './order-commands.ts'

export function decideRequestEdit(
  _order: Order,
  _command: CommandOf<'request_edit'>,
  _context: DecisionContext,
): Decision {
  return reject('not_paid', 'Not built yet.')
}
export function decideRecordEdit(
  _order: Order,
  _command: CommandOf<'record_edit'>,
  _context: DecisionContext,
): Decision {
  return reject('not_paid', 'Not built yet.')
}
