import type { Order } from '../order/order.ts'
import type { OrderStore } from '../order/order-store.ts'
import { deriveOrderId } from './derive-order-id.ts'

/** Where an intent stands. */
interface Round {
  /** The id of the order that is, or would be, of this round. */
  readonly orderId: string
  /** Null: the round is free. */
  readonly order: Order | null
  /** The order of the round before, which is closed. */
  readonly previous: Order | null
}

/**
 * The orders of an intent are numbered, and their ids are made of that number: whoever begins a round takes its id, which
 * only one can. A round begins only when the one before it is closed, so an intent never has two open orders, and the
 * first that is not closed can be searched for by halves.
 */
export async function latestRound(storage: OrderStore, key: string): Promise<Round> {
  const read = async (round: number) => {
    const orderId = await deriveOrderId('intent', key, round)
    return { round, orderId, order: await storage.findOrder({ id: orderId }) }
  }
  let closed = -1
  let previous: Order | null = null
  let next = await read(0)
  for (let step = 2; next.order?.closedAs; step *= 2) {
    closed = next.round
    previous = next.order
    next = await read(closed + step)
  }
  while (next.round - closed > 1) {
    const middle = await read(closed + Math.floor((next.round - closed) / 2))
    if (middle.order?.closedAs) {
      closed = middle.round
      previous = middle.order
    } else next = middle
  }
  return { orderId: next.orderId, order: next.order, previous }
}
