import {
  canMove,
  type Fulfillment,
  type FulfillmentSubmission,
  type Order,
  orderTransitions,
  type Storage,
} from '@quoin/core'
import { judgeTheEnd } from './judge-the-end.ts'
import type { Asked } from './people.ts'
import type { SimulatedShop } from './shop.ts'
import type { SimulatedProdigi } from './simulated-prodigi.ts'
import { refundedOf, type SimulatedStripe, type StripeRefund, type StripeSession } from './simulated-stripe.ts'
import type { World } from './world.ts'

/** Judges a run by what the providers have in their books, never by what the shop says of itself. */
export interface Judge {
  /** Before a print is made. */
  onPrint(submission: FulfillmentSubmission, body: string): void
  onRefund(session: StripeSession, refund: StripeRefund): void
  onCommit(next: Order): void
  /** When nothing is left to do. */
  atTheEnd(): Promise<void>
}

/** Who is there. */
export interface Parties {
  readonly stripe: SimulatedStripe
  readonly prodigi: SimulatedProdigi
  readonly shop: SimulatedShop
  readonly asked: Asked
}

/** Before a print is begun its payment is read, if the last reading is a minute old; and so long a call may take. */
const unseenMs = 90_000

/** @param parties asked for late, for they hear of the judge. */
export function createJudge(world: World, store: Storage, parties: () => Parties): Judge {
  const { violate } = world
  const orders = new Map<string, Order>()

  return {
    onPrint({ idempotencyKey, metadata, items }, body) {
      const { stripe, prodigi } = parties()
      const orderId = metadata['orderId'] ?? ''
      const order = orders.get(orderId)
      const print = order?.fulfillments.find((f) => f.id === metadata['fulfillmentId'])
      const session = stripe.sessionOf(orderId)
      if (!order || !print || !session) {
        violate('INV-13', `A print of no order: ${idempotencyKey}.`)
        return
      }
      if (print.request !== body || print.idempotencyKey !== idempotencyKey) {
        violate('INV-13', `The body or the key of ${idempotencyKey} was not stored before.`)
      }
      const others = prodigi.orders.filter((one) => one.submission.metadata['orderId'] === orderId)
      if (others.some((one) => one.submission.metadata['fulfillmentId'] === print.id)) {
        violate('INV-1', `Two prints of ${order.number}, generation ${print.generation}.`)
      }
      if (others.some(({ status }) => status !== 'cancelled') && print.replaces === null) {
        violate('INV-1', `Another print of ${order.number} beside one that goes on.`)
      }
      if (session.capturedAt === null) violate('INV-3', `A print of ${order.number}, which is not paid.`)
      if (session.total !== order.totals.total.amount) violate('INV-5', `Another amount was paid for ${order.number}.`)
      for (const { id, sku, quantity } of items) {
        const item = session.request.items.find((one) => one.id === id)
        if (!item || item.sku !== sku || quantity > item.quantity) {
          violate('INV-4', `${order.number} was bought otherwise.`)
        }
      }
    },

    onRefund(session, { orderId, amount }) {
      const { prodigi, asked } = parties()
      if (refundedOf(session) > session.total) violate('INV-11', `More than was paid went back for ${orderId}.`)
      const booked = orders.get(orderId)?.refunds.reduce((sum, refund) => sum + refund.amount.amount, 0) ?? 0
      // What came back is sent again only when a person retries it.
      const counts = asked.retries.has(orderId) ? ['made'] : ['made', 'failed']
      const ours = session.refunds.filter(({ key, status }) => key !== null && counts.includes(status))
      if (ours.reduce((sum, one) => sum + one.amount, 0) > booked) {
        violate('INV-11', `More went back than was decided for ${orderId}: ${amount} minor units beside the others.`)
      }
      const prints = prodigi.orders.filter((one) => one.submission.metadata['orderId'] === orderId)
      if (!asked.refunds.has(orderId) && prints.some(({ status }) => status !== 'cancelled')) {
        violate('INV-11', `Money went back although ${orderId} is printed.`)
      }
    },

    onCommit(next) {
      const before = orders.get(next.id)
      orders.set(next.id, next)
      const booked = next.refunds.reduce((sum, refund) => sum + refund.amount.amount, 0)
      if (booked > next.payment.amountCaptured)
        violate('INV-11', `More than was paid is to go back for ${next.number}.`)
      const reasons = next.attention.map(({ code, subject }) => `${code} ${subject}`)
      if (new Set(reasons).size < reasons.length) violate('INV-19', `${next.number} asks twice for the same.`)
      if (!before) return
      if (next.version !== before.version + 1) {
        violate('INV-8', `${next.number} went from version ${before.version} to ${next.version}.`)
      }
      if (next.status !== before.status && !canMove(orderTransitions, before.status, next.status)) {
        violate('INV-7', `${next.number} went from ${before.status} to ${next.status}.`)
      }
      for (const print of next.fulfillments) {
        const earlier = before.fulfillments.find(({ id }) => id === print.id)
        if (earlier && earlier.request !== null && earlier.request !== print.request) {
          violate('INV-13', `The body of a print of ${next.number} was changed after it was begun.`)
        }
        if (earlier?.status === 'pending' && print.status === 'submitting') judgeBeginning(next, print)
      }
    },

    atTheEnd: () => judgeTheEnd(world, store, parties()),
  }

  function judgeBeginning(order: Order, { request, approvedAt }: Fulfillment): void {
    const session = parties().stripe.sessionOf(order.id)
    const body = request ?? '{}'
    if (!body.includes(`"shippingMethod":"${order.shippingMethod}"`)) {
      violate('INV-4', `A print of ${order.number} is begun that is shipped otherwise.`)
    }
    if (order.closedAs || order.cancelRequest)
      violate('INV-12', `A print of ${order.number}, which is cancelled, is begun.`)
    const doubtedAt = session?.doubtedAt ?? null
    if (doubtedAt !== null && !approvedAt && world.kernel.now() - doubtedAt > unseenMs) {
      violate('INV-12', `A print of ${order.number} is begun although its money is back, or in doubt.`)
    }
  }
}
