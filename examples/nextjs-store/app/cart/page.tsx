'use client'

import { money } from '@quoin/core/money'
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { formatPrice, printOf } from '@/shop/catalogue.ts'
import { changeQuantity, checkOut, useCart } from './cart.ts'

export default function CartPage() {
  const cart = useCart()
  const [problem, setProblem] = useState<string | null>(null)
  const [isLeaving, setLeaving] = useState(false)
  // Whoever comes back from the payment page finds the button as it was.
  useEffect(() => {
    const comeBack = () => setLeaving(false)
    addEventListener('pageshow', comeBack)
    return () => removeEventListener('pageshow', comeBack)
  }, [])

  const lines = (cart?.lines ?? []).flatMap((line) => {
    const print = printOf(line.productId)
    return print ? [{ ...line, print }] : []
  })
  const total = lines.reduce((sum, { print, quantity }) => sum + print.product.price.amount * quantity, 0)

  async function pay(): Promise<void> {
    if (!cart) return
    setLeaving(true)
    setProblem(null)
    try {
      location.assign(await checkOut(cart))
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
      setLeaving(false)
    }
  }

  if (!cart) {
    return (
      <section className="narrow">
        <h1>Cart</h1>
        <noscript>
          <p>The cart is kept in your browser, which needs JavaScript for it.</p>
        </noscript>
      </section>
    )
  }
  if (lines.length === 0) {
    return (
      <section className="narrow">
        <h1>Your cart is empty</h1>
        {problem && <p role="alert">{problem}</p>}
        <p>
          <Link href="/">Look at the pictures</Link>
        </p>
      </section>
    )
  }
  return (
    <section className="narrow">
      <h1>Cart</h1>
      <ul className="lines">
        {lines.map(({ productId, quantity, print }) => (
          <li key={productId}>
            {/* biome-ignore lint/performance/noImgElement: an SVG, which needs no other sizes */}
            <img src={`/art/${print.artwork.id}.svg`} alt="" width={72} height={100} />
            <div>
              <Link className="title" href={`/prints/${print.artwork.id}`}>
                {print.artwork.title}
              </Link>
              <p className="by">{print.details}</p>
              <div className="quantity">
                <button
                  type="button"
                  onClick={() => changeQuantity(productId, quantity - 1)}
                  aria-label={quantity > 1 ? `One ${print.product.name} less` : `Take out ${print.product.name}`}
                >
                  −
                </button>
                <span aria-live="polite">{quantity}</span>
                <button
                  type="button"
                  onClick={() => changeQuantity(productId, quantity + 1)}
                  aria-label={`One ${print.product.name} more`}
                >
                  +
                </button>
              </div>
            </div>
            <p className="price">
              {formatPrice(money(print.product.price.amount * quantity, print.product.price.currency))}
            </p>
          </li>
        ))}
      </ul>
      <p className="sum">
        <span>Total, without shipping</span> <strong>{formatPrice(money(total, 'USD'))}</strong>
      </p>
      <button className="primary" type="button" onClick={pay} disabled={isLeaving}>
        {isLeaving ? 'To the payment page …' : 'Check out'}
      </button>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  )
}
