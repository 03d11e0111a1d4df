import { multiplyMoney, sumMoney, zero } from '../money/money.ts'
import { accept, type Decision, reject } from './decision.ts'
import type { Order } from './order.ts'
import type { CommandOf, DecisionContext } from './order-commands.ts'
import { noRefunds } from './refund-balance.ts'

/** Freezes what is bought. Nothing of it is read from anywhere else again. */
export function decideCreate(
  order: Order | null,
  { draft, abandonAfterMs }: CommandOf<'create_order'>,
  { now }: DecisionContext,
): Decision {
  if (order) return reject('order_exists', 'There is an order with this id.')
  const { currency } = draft
  const subtotal = sumMoney(
    draft.items.map((item) => multiplyMoney(item.unitPrice, item.quantity)),
    currency,
  )
  const none = zero(currency)
  const created: Order = {
    id: draft.orderId,
    number: draft.number,
    version: 1,
    status: 'pending',
    paymentStatus: 'unpaid',
    attention: [],
    userId: draft.userId,
    email: draft.email,
    currency,
    intent: draft.intent,
    terms: draft.terms,
    items: draft.items,
    shippingOptions: draft.shippingOptions,
    shippingMethod: null,
    shippingAddress: draft.shippingAddress ?? null,
    totals: { subtotal, shipping: none, discount: none, tax: none, total: subtotal },
    payment: {
      provider: draft.paymentProvider,
      checkoutId: null,
      paymentId: null,
      url: null,
      expiresAt: null,
      livemode: null,
      amountCaptured: 0,
      amountRefunded: 0,
      capturedAt: null,
      presented: null,
      dispute: null,
      underReview: false,
      fraudWarning: null,
      readAt: null,
    },
    fulfillments: [],
    refunds: [],
    claims: [],
    edit: null,
    metadata: draft.metadata,
    refundBalance: noRefunds,
    cancelRequest: null,
    closedAs: null,
    erasedAt: null,
    archivedAt: null,
    createdAt: now,
    updatedAt: now,
    statusChangedAt: now,
  }
  return accept([{ type: 'order_created', order: created }], [{ kind: 'expire_checkout', delayMs: abandonAfterMs }])
}

/** Remembers where the customer pays. The same checkout again changes nothing. */
export function decideStartCheckout(order: Order, { checkout }: CommandOf<'start_checkout'>): Decision {
  if (order.payment.checkoutId === checkout.checkoutId) return accept()
  if (order.closedAs) return reject('order_closed', 'The order is closed.')
  return accept([{ type: 'checkout_started', payment: { ...order.payment, ...checkout } }])
}

/** Nobody paid in time, and no checkout is open: neither the one that was looked at, nor one that was started since. */
export function decideExpire(
  order: Order,
  { checkoutId = order.payment.checkoutId, reason = 'not_paid' }: CommandOf<'expire_order'>,
): Decision {
  if (order.closedAs || order.payment.capturedAt || order.payment.checkoutId !== checkoutId) return accept()
  const as = order.cancelRequest ? 'cancelled' : 'expired'
  return accept([{ type: 'order_closed', as, reason: order.cancelRequest?.reason ?? reason }])
}
