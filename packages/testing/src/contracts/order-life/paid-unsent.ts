import type { Order } from '@quoin/core'
import type { TestShop } from '../../test-shop.ts'

/** An order that is paid, and of which nothing was sent to the print provider yet. */
export async function paidUnsent(shop: TestShop): Promise<Order> {
  const { orderId } = await shop.buy()
  await shop.stripe.idle()
  await shop.quoin.worker.tick({ maxJobs: 1 })
  return shop.order(orderId)
}
