import { type Decision, reject } from './decision.ts'
import type { Order } from './order.ts'
import type { CommandOf, DecisionContext } from './order-commands.ts'

export function decideRequestReprint(
  _order: Order,
  _command: CommandOf<'request_reprint'>,
  _context: DecisionContext,
): Decision {
  return reject('not_paid', 'Not built yet.')
}
export function decideApproveReprint(_order: Order, _command: CommandOf<'approve_reprint'>): Decision {
  return reject('not_paid', 'Not built yet.')
}
export function decideRejectReprint(
  _order: Order,
  _command: CommandOf<'reject_reprint'>,
  _context: DecisionContext,
): Decision {
  return reject('not_paid', 'Not built yet.')
}
