import type { OrderQuery } from './order/order-store.ts'
import type { Quoin } from './quoin.ts'
import { QuoinError } from './quoin-error.ts'
import type { Position } from './storage/position.ts'

/** Whose data: a user of the host, or whoever gave an e-mail address. */
export type Customer = { readonly userId: string } | { readonly email: string }

/** What came of it. */
export interface Erasure {
  /** How many orders were made to hold no personal data any more. */
  readonly erased: number
  /** The numbers of those that are not over: their customer is still needed. Ask again later. */
  readonly waiting: readonly string[]
}

const page = 100

/** Erases every order of a customer that is over. */
export async function eraseCustomer(
  orders: Pick<Quoin['orders'], 'list' | 'erase'>,
  customer: Customer,
  actor: string,
): Promise<Erasure> {
  const email = 'email' in customer ? customer.email.toLowerCase() : null
  const theirs: Pick<OrderQuery, 'userId' | 'q'> = 'email' in customer ? { q: customer.email } : customer
  let erased = 0
  const waiting: string[] = []
  let after: Position | undefined
  for (;;) {
    const found = await orders.list({ ...theirs, sort: 'createdAt', limit: page, ...(after && { after }) })
    for (const order of found) {
      after = { at: order.createdAt, id: order.id }
      // A search finds the address as a part of others, too.
      if (email !== null && order.email?.toLowerCase() !== email) continue
      if (await isErased(order.id)) erased += 1
      else waiting.push(order.number)
    }
    if (found.length < page) return { erased, waiting }
  }

  async function isErased(orderId: string): Promise<boolean> {
    try {
      await orders.erase(orderId, actor)
      return true
    } catch (error) {
      if (error instanceof QuoinError && error.code === 'command_rejected') return false
      throw error
    }
  }
}
