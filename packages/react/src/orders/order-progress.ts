import type { ClientOrder } from '@quoin/http/client'
import type { OrderStatusAnswer } from './use-order.ts'

const stages = ['payment', 'production', 'shipping', 'delivery'] as const

/** A stage on an order's way. */
export interface OrderStage {
  readonly name: (typeof stages)[number]
  readonly state: 'done' | 'current' | 'ahead'
  /** When it was done, where the history tells. */
  readonly at: string | null
}

/** How many stages are done, and the stages that go on. */
const reached: Readonly<Record<ClientOrder['status'], { readonly done: number; readonly current: number } | null>> = {
  pending: { done: 0, current: 1 },
  paid: { done: 1, current: 1 },
  submitted: { done: 1, current: 1 },
  in_production: { done: 1, current: 1 },
  // The rest is still being made while a part of it is on its way.
  partially_shipped: { done: 1, current: 2 },
  // Sent is not arrived: only a carrier, or a person, can say that.
  shipped: { done: 2, current: 1 },
  delivered: { done: 4, current: 0 },
  cancelled: null,
  expired: null,
}

/** The stages of an order and how far it is; null for one that is over without having gone its way. */
export function progressOf(
  order: ClientOrder,
  history: OrderStatusAnswer['history'] = [],
): readonly OrderStage[] | null {
  const far = reached[order.status]
  if (!far) return null
  const doneAt = [
    history.find(({ type }) => type === 'payment_captured')?.at,
    ...(['shipped', 'delivered', 'delivered'] as const).map(
      (status) => history.findLast(({ type, to }) => type === 'status_changed' && to === status)?.at,
    ),
  ]
  return stages.map((name, index) => {
    if (index < far.done) return { name, state: 'done', at: doneAt[index] ?? null }
    return { name, state: index < far.done + far.current ? 'current' : 'ahead', at: null }
  })
}
