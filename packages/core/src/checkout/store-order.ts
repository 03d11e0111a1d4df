import type { Engine } from '../engine.ts'
import type { Order } from '../order/order.ts'
import type { OrderDraft } from '../order/order-commands.ts'
import type { Actor } from '../quoin.ts'
import { QuoinError } from '../quoin-error.ts'

const numberTries = 5

/** What a new order is made from, but for its number. */
export interface NewOrder {
  readonly draft: Omit<OrderDraft, 'number' | 'paymentProvider'>
  /** @default drawn by chance */
  readonly number?: string
  readonly abandonAfterMs: number
}

/** Stores a new order. Null when an order with this id is there already, by whomever. */
export async function storeOrder(engine: Engine, actor: Actor, given: NewOrder): Promise<Order | null> {
  const { handle, ids, payments, storage } = engine
  const { draft, abandonAfterMs } = given
  for (let tries = 1; ; tries += 1) {
    // Numbers are drawn by chance, so one can be taken.
    const number = given.number ?? ids.orderNumber()
    const command = {
      type: 'create_order',
      draft: { ...draft, number, paymentProvider: payments.name },
      abandonAfterMs,
    } as const
    try {
      const handled = await handle(draft.orderId, command, { actor })
      return handled.outcome === 'committed' ? handled.order : null
    } catch (error) {
      if (!(error instanceof QuoinError) || error.code !== 'order_conflict') throw error
      if ((await storage.findOrder({ id: draft.orderId })) !== null) return null
      if (tries === numberTries) throw error
    }
  }
}
