'use client'

import { useSyncExternalStore } from 'react'
import { z } from 'zod'

const Cart = z.object({
  /** Stands for one purchase: the same cart never has two pages to pay on. */
  id: z.string(),
  lines: z.array(z.object({ productId: z.string(), quantity: z.int().min(1).max(20) })),
})
export type Cart = z.infer<typeof Cart>

const Started = z.object({ orderId: z.string(), orderNumber: z.string(), guestToken: z.string().optional() })
/** An order that was begun in this browser; the token opens it for a guest. */
export type OwnOrder = z.infer<typeof Started>

const empty: Cart = { id: '', lines: [] }
const noOrders: readonly OwnOrder[] = []

/** Something of this browser that outlives the page, and is the same in all its tabs. */
function createKept<Value>(key: string, schema: z.ZodType<Value>, fallback: Value) {
  const listeners = new Set<() => void>()
  let last: { text: string | null; value: Value } = { text: null, value: fallback }
  const read = (): Value => {
    const text = localStorage.getItem(key)
    if (text !== last.text) last = { text, value: parse(schema, text) ?? fallback }
    return last.value
  }
  return {
    read,
    write(value: Value): void {
      localStorage.setItem(key, JSON.stringify(value))
      for (const listener of listeners) listener()
    },
    use: (): Value =>
      useSyncExternalStore(
        (listener) => {
          listeners.add(listener)
          addEventListener('storage', listener)
          return () => {
            listeners.delete(listener)
            removeEventListener('storage', listener)
          }
        },
        read,
        () => fallback,
      ),
  }
}

function parse<Value>(schema: z.ZodType<Value>, text: string | null): Value | null {
  try {
    return schema.parse(JSON.parse(text ?? ''))
  } catch {
    return null // Nothing there yet, or what somebody else wrote.
  }
}

const cart = createKept('store-cart', Cart, empty)
const orders = createKept('store-orders', z.array(Started), noOrders as OwnOrder[])

export const useCart = cart.use
/** Newest first. */
export const useOwnOrders = orders.use

export function addToCart(productId: string): void {
  const { id, lines } = cart.read()
  const known = lines.find((line) => line.productId === productId)
  cart.write({ id: id || crypto.randomUUID(), lines: known ? lines : [...lines, { productId, quantity: 1 }] })
  if (known) changeQuantity(productId, known.quantity + 1)
}

/** 0 takes it out. */
export function changeQuantity(productId: string, quantity: number): void {
  const { id, lines } = cart.read()
  const wanted = Math.min(quantity, 20)
  cart.write({
    id,
    lines: lines.flatMap((line) =>
      line.productId !== productId ? [line] : wanted < 1 ? [] : [{ productId, quantity: wanted }],
    ),
  })
}

/** What was bought leaves the cart, and the next purchase is another. */
export function emptyCart(): void {
  if (cart.read().lines.length > 0) cart.write(empty)
}

/** Starts the payment of what is in the cart. @returns where to pay; throws what to tell the customer. */
export async function checkOut({ id, lines }: Cart): Promise<string> {
  const response = await fetch('/api/checkout', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ items: lines, intent: id }),
  }).catch(() => null)
  if (!response) throw new Error('The shop can not be reached. Please try again.')
  const answer = await response.json()
  if (!response.ok) {
    // Paid in another tab: the next purchase is another.
    if (answer.reason === 'already_paid') emptyCart()
    throw new Error(answer.detail ?? 'The checkout could not be started. Please try again.')
  }
  const { url, ...started } = Started.extend({ url: z.url() }).parse(answer)
  orders.write([started, ...orders.read().filter(({ orderId }) => orderId !== started.orderId)].slice(0, 50))
  return url
}
