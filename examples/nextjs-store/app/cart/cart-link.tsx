'use client'

import Link from 'next/link'
import { useCart } from './cart.ts'

export function CartLink() {
  const count = (useCart()?.lines ?? []).reduce((sum, { quantity }) => sum + quantity, 0)
  return (
    <Link className="cart-link" href="/cart">
      Cart
      {count > 0 && (
        <span className="count">
          {count}
          <span className="hidden"> prints</span>
        </span>
      )}
    </Link>
  )
}
