import type { Metadata } from 'next'
import { currentUser } from '@/shop/session.ts'
import { GuestOrders } from './guest-orders.tsx'
import { TrackOrder } from './track-order.tsx'

export const metadata: Metadata = { title: 'Orders', referrer: 'no-referrer' }

interface Props {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** One order by a guest's link, `?order=…&token=…`; otherwise those of whoever is signed in, or of this browser. */
export default async function OrdersPage({ searchParams }: Props) {
  const { order, token } = await searchParams
  const isOne = typeof order === 'string' && typeof token === 'string'
  const user = await currentUser()
  // The list of all has a heading of its own.
  if (!isOne && user) return <TrackOrder />
  return (
    <section className="narrow">
      <h1 className={isOne ? 'hidden' : ''}>Orders</h1>
      {isOne ? <TrackOrder orderId={order} token={token} /> : <GuestOrders />}
    </section>
  )
}
