import { type Order, QuoinError } from '@quoin/core'
import { unauthenticated } from './caller.ts'
import type { Exchange } from './endpoint.ts'
import type { Viewer } from './views/viewer.ts'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

type Finder = Pick<Exchange, 'quoin' | 'guestLinks' | 'caller'>

/** The order, whoever asks: for admins. @throws {@link QuoinError} `order_not_found`. */
export async function findOrder({ quoin }: Pick<Finder, 'quoin'>, orderId: string): Promise<Order> {
  const order = uuid.test(orderId) ? await quoin.orders.find({ id: orderId }) : null
  return order ?? notFound()
}

/**
 * The order, for its owner, for admins, and for whoever holds a guest link to it. Another's order is as unknown as none.
 *
 * @param token the guest link's, where the endpoint takes one.
 * @throws {@link QuoinError} `order_not_found`; {@link HttpProblem} `unauthenticated`.
 */
export async function findOrderFor(
  finder: Finder,
  orderId: string,
  token?: string,
): Promise<{ readonly order: Order; readonly viewer: Viewer }> {
  const { caller, guestLinks } = finder
  const invited = token !== undefined && ((await guestLinks?.verify(orderId, token)) ?? false)
  if (!caller && !invited) throw unauthenticated(token === undefined ? undefined : 'This link is not valid any more.')
  if (caller?.role === 'admin') return { order: await findOrder(finder, orderId), viewer: 'admin' }
  const own = caller && (await findOwn(finder, orderId, caller.userId))
  if (own) return { order: own, viewer: 'customer' }
  return invited ? { order: await findOrder(finder, orderId), viewer: 'guest' } : notFound()
}

/** The owner is a condition of the query: an order of somebody else is not even read. */
async function findOwn({ quoin }: Finder, orderId: string, userId: string): Promise<Order | null> {
  const [order] = await quoin.orders.list({ names: { ids: [orderId] }, userId, limit: 1 })
  return order ?? null
}

function notFound(): never {
  throw new QuoinError('order_not_found', 'There is no such order.')
}
