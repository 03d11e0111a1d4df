import { accept, type Decision, reject } from './decision.ts'
import { isAtRest } from './is-at-rest.ts'
import type { Order } from './order.ts'

/** Who an order was for is forgotten only when nobody has to know it any more. Again, it changes nothing. */
export function decideErase(order: Order): Decision {
  if (order.erasedAt) return accept([])
  if (isAtRest(order)) return accept([{ type: 'personal_data_erased' }])
  return reject('not_over', 'Something about it is still to be done: its customer must be known until then.')
}
