'use client'

import { useOrder, useRefreshOrder } from '@quoin/react'
import Link from 'next/link'
import { useEffect } from 'react'
import { emptyCart, type OwnOrder, useOwnOrders } from '@/app/cart/cart.ts'
import { TrackOrder } from '@/app/orders/track-order.tsx'

/** How often the shop asks Stripe whether the payment is there, while no webhook has said so. */
const askAgainMs = 2_000

export default function ThankYouPage() {
  const [order] = useOwnOrders()
  if (order) return <ThankYou key={order.orderId} order={order} />
  return (
    <section className="narrow">
      <h1>Thank you</h1>
      <p>
        Your order can be followed in the browser that bought it. <Link href="/orders">Your orders</Link>
      </p>
    </section>
  )
}

function ThankYou({ order: { orderId, orderNumber, guestToken: token } }: { order: OwnOrder }) {
  const { data } = useOrder(orderId, { token })
  const { mutate: askStripe } = useRefreshOrder(orderId, { token })
  const isPaid = data && data.order.status !== 'pending'
  const isOver = data?.order.status === 'expired'
  // Coming back from the payment page proves nothing, and the webhook may be late: so Stripe is asked.
  useEffect(() => {
    if (isPaid) {
      emptyCart()
      return
    }
    askStripe()
    const timer = setInterval(() => askStripe(), askAgainMs)
    return () => clearInterval(timer)
  }, [isPaid, askStripe])
  return (
    <section className="narrow">
      <p className="by">Order {orderNumber}</p>
      <h1 aria-live="polite">{isOver ? 'This was not paid' : isPaid ? 'Thank you' : 'One moment …'}</h1>
      <p className="about">
        {isPaid
          ? 'Your prints are being made. This page keeps itself up to date; come back to it whenever you like.'
          : 'We are asking our payment provider for your payment.'}
      </p>
      <TrackOrder orderId={orderId} token={token} />
    </section>
  )
}
