import { type Decision, reject } from './decision.ts'
import type { Order } from './order.ts'
import type { CommandOf, DecisionContext } from './order-commands.ts'

export function decideOpenClaim(_order: Order, _command: CommandOf<'open_claim'>, _context: DecisionContext): Decision {
  return reject('not_paid', 'Not built yet.')
}
export function decideClaim(_order: Order, _command: CommandOf<'decide_claim'>, _context: DecisionContext): Decision {
  return reject('not_paid', 'Not built yet.')
}
export function decideRecordRecovery(_order: Order, _command: CommandOf<'record_recovery'>): Decision {
  return reject('not_paid', 'Not built yet.')
}
