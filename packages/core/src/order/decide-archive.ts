import { accept, type Decision, reject } from './decision.ts'
import { isAtRest } from './is-at-rest.ts'
import type { Order } from './order.ts'
import type { CommandOf, DecisionContext } from './order-commands.ts'
import type { OrderEvent, OrderEventType } from './order-events.ts'
import { quietEventTypes } from './quiet-events.ts'

/** Out of the way is only what nobody waits for. Again, it changes nothing. */
export function decideArchive(
  order: Order,
  { afterMs }: CommandOf<'archive_order'>,
  { now }: Pick<DecisionContext, 'now'>,
): Decision {
  if (order.archivedAt) return accept([])
  if (!isAtRest(order)) return reject('not_over', 'Something about it is still to be done.')
  const restedMs = now.getTime() - order.updatedAt.getTime()
  if (restedMs < afterMs) return reject('changed_lately', 'Something has happened to it since.')
  return accept([{ type: 'order_archived' }])
}

/** What asks nobody to look at the order. */
const silent: readonly OrderEventType[] = [...quietEventTypes, 'personal_data_erased', 'order_archived']

/** Whatever else happens to an order in the archive brings it back to where it is seen. */
export function leaveArchive({ archivedAt }: Pick<Order, 'archivedAt'>, events: readonly OrderEvent[]): OrderEvent[] {
  const isNews = events.some(({ type }) => !silent.includes(type))
  return archivedAt !== null && isNews ? [{ type: 'order_unarchived' }] : []
}
