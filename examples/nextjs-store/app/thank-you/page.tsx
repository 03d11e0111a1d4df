'use client'

import { useOrder, useRefreshOrder } from '@quoin/react'
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { emptyCart, type OwnOrder, usePaidOrder } from '@/app/cart/cart.ts'
import { TrackOrder } from '@/app/orders/track-order.tsx'

/** What a customer is told who comes back from the payment page. */
const words = {
  waiting: ['One moment …', 'We are asking our payment provider for your payment.'],
  unpaid: ['Not paid yet', 'Your order is kept for you for a while: you can pay it below.'],
  processing: ['Your payment is on its way', 'Some ways to pay take days. Your prints are made as soon as it is here.'],
  paid: ['Thank you', 'This page keeps itself up to date; come back to it whenever you like.'],
  expired: ['This was not paid', 'It was closed before that, and you were not charged.'],
  cancelled: ['This order was cancelled', 'Nothing will be sent.'],
} as const

/** How often the shop asks Stripe whether the payment is there, while no webhook has said so. */
const askAgainMs = { waiting: 2_000, unpaid: 15_000 }

export default function ThankYouPage() {
  const order = usePaidOrder()
  if (order) return <ThankYou key={order.orderId} order={order} />
  return (
    <section className="narrow">
      <h1>{order === null ? words.waiting[0] : 'Thank you'}</h1>
      {order === undefined && (
        <p>
          Your order can be followed in the browser that bought it. <Link href="/orders">Your orders</Link>
        </p>
      )}
    </section>
  )
}

function ThankYou({ order: { orderId, orderNumber, guestToken: token } }: { order: OwnOrder }) {
  const { data } = useOrder(orderId, { token })
  const { mutate: askStripe } = useRefreshOrder(orderId, { token })
  const [hasAnswered, setAnswered] = useState(false)
  const stage = stageOf(data?.order, hasAnswered)
  // Coming back from the payment page proves nothing, and the webhook may be late: so Stripe is asked.
  useEffect(() => {
    if (stage !== 'waiting' && stage !== 'unpaid') return
    const ask = () => askStripe(undefined, { onSuccess: () => setAnswered(true) })
    if (stage === 'waiting') ask()
    const timer = setInterval(ask, askAgainMs[stage])
    return () => clearInterval(timer)
  }, [stage, askStripe])
  useEffect(() => {
    if (stage === 'paid' || stage === 'processing') emptyCart()
  }, [stage])
  const [title, text] = words[stage]
  return (
    <section className="narrow">
      <p className="by">Order {orderNumber}</p>
      <h1 aria-live="polite">{title}</h1>
      <p className="about">{text}</p>
      <TrackOrder orderId={orderId} token={token} />
    </section>
  )
}

type Order = NonNullable<ReturnType<typeof useOrder>['data']>['order']

/** @param hasAnswered Stripe was asked, and said how it is. */
function stageOf(order: Order | undefined, hasAnswered: boolean): keyof typeof words {
  if (!order) return 'waiting'
  if (order.status === 'expired' || order.status === 'cancelled') return order.status
  if (order.status !== 'pending') return 'paid'
  if (order.paymentStatus === 'processing') return 'processing'
  return hasAnswered ? 'unpaid' : 'waiting'
}
