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

/** Something of this browser that outlives the page: the same in all its tabs, or of one tab alone. */
function createKept<Value>(
  where: 'localStorage' | 'sessionStorage',
  key: string,
  schema: z.ZodType<Value>,
  fallback: Value,
) {
  const listeners = new Set<() => void>()
  let last: { text: string | null; value: Value } = { text: null, value: fallback }
  const read = (): Value => {
    const text = globalThis[where].getItem(key)
    if (text !== last.text) last = { text, value: parse(schema, text) ?? fallback }
    return last.value
  }
  return {
    read,
    write(value: Value): void {
      globalThis[where].setItem(key, JSON.stringify(value))
      for (const listener of listeners) listener()
    },
    /** Null where it is not known yet: on the server, and while the page wakes up. */
    use: (): Value | null =>
      useSyncExternalStore<Value | null>(
        (listener) => {
          listeners.add(listener)
          addEventListener('storage', listener)
          return () => {
            listeners.delete(listener)
            removeEventListener('storage', listener)
          }
        },
        read,
        () => null,
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

const cart = createKept('localStorage', 'store-cart', Cart, empty)
const orders = createKept('localStorage', 'store-orders', z.array(Started), noOrders as OwnOrder[])
/** What this tab went to pay. */
const leftFor = createKept('sessionStorage', 'store-left-for', z.string(), '')

export const useCart = cart.use
/** Newest first. */
export const useOwnOrders = orders.use

/** The order that this tab comes back from paying; otherwise the newest. Undefined: there is none. Null: not known yet. */
export function usePaidOrder(): OwnOrder | null | undefined {
  const own = useOwnOrders()
  const id = leftFor.use()
  return own && (own.find(({ orderId }) => orderId === id) ?? own[0])
}

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
  const answer = await response.json().catch(() => ({}))
  if (!response.ok) {
    // Paid in another tab: the next purchase is another.
    if (answer.reason === 'already_paid') emptyCart()
    throw new Error(whyNot(response.status, answer.reason))
  }
  const { url, ...started } = Started.extend({ url: z.url() }).parse(answer)
  leftFor.write(started.orderId)
  orders.write([started, ...orders.read().filter(({ orderId }) => orderId !== started.orderId)].slice(0, 50))
  return url
}

/** In a customer's words: what the API says of it is for programmers. */
function whyNot(status: number, reason: unknown): string {
  if (reason === 'already_paid') return 'You have paid this already: it is among your orders.'
  if (reason === 'payment_processing') return 'Your payment for this is on its way already.'
  if (status === 429) return 'That was a lot at once. Please try again in a minute.'
  if (status >= 500) return 'The checkout could not be started. Please try again.'
  return 'This cart can not be ordered as it is. Please change it, and try again.'
}
