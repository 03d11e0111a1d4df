import type { Order } from './order.ts'
import type { CommandOf } from './order-commands.ts'

/** When a payment was read, next to the reading that stands in the order (INV-7). */
export interface PaymentReading {
  /** What stands in the order after this reading: the later of the two. */
  readonly readAt: Date
  /** Asked for later: only such an answer takes a doubt away. */
  readonly isLater: boolean
  /** Asked for earlier: such an answer only adds what nobody knew yet. At the same instant, doubt wins. */
  readonly isStale: boolean
}

export function placeReading(
  { payment }: Order,
  { readAt }: Pick<CommandOf<'record_payment'>, 'readAt'>,
): PaymentReading {
  const knownAt = payment.readAt
  const isStale = knownAt !== null && readAt < knownAt
  return { readAt: isStale ? knownAt : readAt, isLater: knownAt === null || readAt > knownAt, isStale }
}
