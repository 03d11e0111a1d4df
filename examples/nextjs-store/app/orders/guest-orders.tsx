'use client'

import Link from 'next/link'
import { useOwnOrders } from '@/app/cart/cart.ts'

/** Links to what was ordered in this browser, without signing in. */
export function GuestOrders() {
  const own = useOwnOrders()
  const orders = (own ?? []).flatMap(({ guestToken, ...order }) => (guestToken ? [{ ...order, guestToken }] : []))
  return (
    <>
      <p className="about">
        {own &&
          (orders.length > 0
            ? 'Ordered in this browser. Each link opens its order for whoever has it.'
            : 'Nothing was ordered in this browser yet.')}{' '}
        <Link href="/sign-in">Sign in</Link> to see the orders of your account.
      </p>
      <ul className="links">
        {orders.map(({ orderId, orderNumber, guestToken }) => (
          <li key={orderId}>
            <Link href={`/orders?order=${orderId}&token=${encodeURIComponent(guestToken)}`}>{orderNumber}</Link>
          </li>
        ))}
      </ul>
    </>
  )
}
