import type { ClientOrder } from '@quoin/http/client'
import { useMemo, useState } from 'react'

type Named = Pick<ClientOrder, 'id' | 'number'>

/** Orders that were picked, also on other pages. */
export interface Selection {
  readonly orders: readonly Named[]
  has(orderId: string): boolean
  set(orders: readonly Named[], isPicked: boolean): void
  clear(): void
}

export function useSelection(): Selection {
  const [picked, setPicked] = useState<ReadonlyMap<string, string>>(new Map())
  return useMemo(
    () => ({
      orders: [...picked].map(([id, number]) => ({ id, number })),
      has: (orderId) => picked.has(orderId),
      set: (orders, isPicked) =>
        setPicked((before) => {
          const next = new Map(before)
          for (const { id, number } of orders) {
            if (isPicked) next.set(id, number)
            else next.delete(id)
          }
          return next
        }),
      clear: () => setPicked(new Map()),
    }),
    [picked],
  )
}
