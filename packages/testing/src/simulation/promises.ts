import {
  canMove,
  type Fulfillment,
  type FulfillmentSubmission,
  fulfillmentTransitions,
  type Notification,
  type Order,
  orderTransitions,
  type Storage,
} from '@quoin/core'
import { judgeTheEnd } from './judge-the-end.ts'
import type { StoreObserver } from './observed-store.ts'
import type { Asked } from './people.ts'
import type { SimulatedShop } from './shop.ts'
import type { SimulatedProdigi } from './simulated-prodigi.ts'
import { priceOf, refundedOf, type SimulatedStripe, type StripeRefund, type StripeSession } from './simulated-stripe.ts'
import type { World } from './world.ts'

/** Judges a run by what the providers have in their books, never by what the shop says of itself. */
export interface Judge extends Omit<StoreObserver, 'onDue'> {
  /** Before a print is made. */
  onPrint(submission: FulfillmentSubmission, body: string): void
  onRefund(session: StripeSession, refund: StripeRefund): void
  /** When the shop says that it has an event. */
  onAcknowledged(source: 'stripe' | 'prodigi', eventId: string): void
  /** When a letter goes out. */
  onLetter(letter: Notification): void
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

const minute = 60_000
/** Before a print is begun its payment is read, if the last reading is a minute old; and so long a call may take. */
const unseenMs = 1.5 * minute
/** Within which a payment is found without any event (F11), and an end of a print without any callback (F52). */
const foundWithinMs = 16 * minute

function sumOf(refunds: readonly StripeRefund[]): number {
  return refunds.reduce((sum, { amount }) => sum + amount, 0)
}

/** Whether it says that the money was captured, whatever became of it then. */
function isTaken(status: Order['paymentStatus']): boolean {
  return status !== 'unpaid' && status !== 'processing' && status !== 'failed'
}

/** Whether a person was asked because a look, or something else, was given up: whoever is asked looks. */
function isGivenUp({ attention }: Order): boolean {
  return attention.some(({ code }) => code === 'retries_exhausted')
}

/** @param parties asked for late, for they hear of the judge. */
export function createJudge(world: World, store: Storage, parties: () => Parties): Judge {
  const { violate, kernel } = world
  const orders = new Map<string, Order>()
  const fences = new Map<string, number>()

  return {
    onPrint({ idempotencyKey, metadata, items }, body) {
      const { stripe, prodigi, asked } = parties()
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
      if (session.total !== priceOf(session.request).amount && !asked.resolved.has(orderId)) {
        violate('INV-5', `Another amount was paid for ${order.number} than it costs.`)
      }
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
      const made = sumOf(session.refunds.filter(({ key }) => key !== null))
      // What came back is sent again only when a person retries it, whoever had given it back.
      const again = asked.retries.has(orderId) ? sumOf(session.refunds.filter(({ status }) => status === 'failed')) : 0
      if (made > booked + again) {
        violate('INV-11', `More went back than was decided for ${orderId}: ${amount} minor units beside the others.`)
      }
      const prints = prodigi.orders.filter((one) => one.submission.metadata['orderId'] === orderId)
      if (!asked.refunds.has(orderId) && prints.some(({ status }) => status !== 'cancelled')) {
        violate('INV-11', `Money went back although ${orderId} is printed.`)
      }
    },

    onClaimed(claims) {
      for (const { id, fence } of claims) fences.set(id, fence)
    },

    onCommit({ order, settle }, result) {
      if (result !== 'committed') return
      if (settle && fences.get(settle.id) !== settle.fence) {
        violate('INV-8', `A worker wrote with claim ${settle.fence} of a job that another one has.`)
      }
      if (order) judgeChange(order.next)
    },

    onAcknowledged(source, eventId) {
      store.findReceived(source, [eventId]).then(
        (found) => {
          if (found.length === 0) violate('INV-6', `${eventId} was acknowledged and is not stored.`)
        },
        () => {},
      )
    },

    onLetter({ type, orderId, orderNumber, shipmentId }) {
      const { stripe, prodigi } = parties()
      const session = stripe.sessionOf(orderId)
      if (type === 'order_confirmed' && session?.money !== 'captured') {
        violate('INV-16', `The payment of ${orderNumber} was confirmed, and there is none.`)
      }
      if (type === 'order_refunded' && session?.refunds.length === 0) {
        violate('INV-16', `A refund of ${orderNumber} was told of, and there is none.`)
      }
      const parcel = prodigi.orders.flatMap(({ shipments }) => shipments).find(({ id }) => id === shipmentId)
      if (type === 'order_shipped' && parcel?.status !== 'shipped') {
        violate('INV-16', `A parcel of ${orderNumber} was told of that is not sent.`)
      }
    },

    atTheEnd: () => judgeTheEnd(world, store, parties()),
  }

  function judgeChange(next: Order): void {
    const before = orders.get(next.id)
    orders.set(next.id, next)
    const booked = next.refunds.reduce((sum, refund) => sum + refund.amount.amount, 0)
    if (booked > next.payment.amountCaptured) {
      violate('INV-11', `More than was paid is to go back for ${next.number}.`)
    }
    const reasons = next.attention.map(({ code, subject }) => `${code} ${subject}`)
    if (new Set(reasons).size < reasons.length) violate('INV-19', `${next.number} asks twice for the same.`)
    if (!before) return
    if (next.version !== before.version + 1) {
      violate('INV-8', `${next.number} went from version ${before.version} to ${next.version}.`)
    }
    judgeMove('order', next.number, orderTransitions, before.status, next.status)
    if (isTaken(before.paymentStatus) && !isTaken(next.paymentStatus)) {
      violate('INV-7', `${next.number} was ${before.paymentStatus} and is ${next.paymentStatus}.`)
    }
    if (before.payment.capturedAt === null && next.payment.capturedAt !== null) judgeCapture(before)
    for (const print of next.fulfillments) {
      const earlier = before.fulfillments.find(({ id }) => id === print.id)
      if (!earlier) continue
      if (earlier.request !== null && earlier.request !== print.request) {
        violate('INV-13', `The body of a print of ${next.number} was changed after it was begun.`)
      }
      judgeMove('print', next.number, fulfillmentTransitions, earlier.status, print.status)
      if (earlier.status === 'pending' && print.status === 'submitting') judgeBeginning(next, print)
      if (earlier.status !== print.status) judgeNews(before, print)
    }
  }

  function judgeMove<Status extends string>(
    what: string,
    number: string,
    transitions: Readonly<Record<Status, readonly Status[]>>,
    from: Status,
    to: Status,
  ): void {
    if (from !== to && !canMove(transitions, from, to)) {
      violate('INV-7', `The ${what} of ${number} went from ${from} to ${to}.`)
    }
  }

  function judgeCapture(order: Order): void {
    const { id, number } = order
    const capturedAt = parties().stripe.sessionOf(id)?.capturedAt ?? kernel.now()
    if (kernel.now() - capturedAt > foundWithinMs && world.wasCalmFor(foundWithinMs) && !isGivenUp(order)) {
      violate('INV-10', `The payment of ${number} was found only after ${minutesSince(capturedAt)} minutes.`)
    }
  }

  function judgeNews(order: Order, { providerOrderId }: Fulfillment): void {
    const { number } = order
    const print = parties().prodigi.orders.find((one) => one.providerOrderId === providerOrderId)
    if (!print || print.endedAt === null || isGivenUp(order)) return
    const withinMs = Math.max(foundWithinMs, (kernel.now() - print.createdAt) / 3)
    if (kernel.now() - print.endedAt > withinMs && world.wasCalmFor(withinMs)) {
      violate('INV-9', `The end of a print of ${number} was found only after ${minutesSince(print.endedAt)} minutes.`)
    }
  }

  function minutesSince(at: number): number {
    return Math.round((kernel.now() - at) / minute)
  }

  function judgeBeginning(order: Order, { request, approvedAt }: Fulfillment): void {
    const session = parties().stripe.sessionOf(order.id)
    const body = request ?? '{}'
    if (!body.includes(`"shippingMethod":"${order.shippingMethod}"`)) {
      violate('INV-4', `A print of ${order.number} is begun that is shipped otherwise.`)
    }
    if (order.closedAs || order.cancelRequest) {
      violate('INV-12', `A print of ${order.number}, which is cancelled, is begun.`)
    }
    const doubtedAt = session?.doubtedAt ?? null
    if (!session || doubtedAt === null || approvedAt) return
    const wasThere = session.capturedAt !== null && doubtedAt <= session.capturedAt
    if (wasThere || kernel.now() - doubtedAt > unseenMs) {
      violate('INV-12', `A print of ${order.number} is begun although its money is back, or in doubt.`)
    }
  }
}
