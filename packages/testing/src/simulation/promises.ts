import { canMove, type FulfillmentSubmission, type Order, orderTransitions, type Storage } from '@quoin/core'
import type { Asked } from './people.ts'
import type { SimulatedShop } from './shop.ts'
import type { SimulatedProdigi } from './simulated-prodigi.ts'
import { keptOf, refundedOf, type SimulatedStripe, type StripeRefund, type StripeSession } from './simulated-stripe.ts'
import type { World } from './world.ts'

/** Judges a run by what the providers have in their books, never by what the shop says of itself. */
export interface Judge {
  /** Before a print is made. */
  onPrint(submission: FulfillmentSubmission, body: string): void
  onRefund(session: StripeSession, refund: StripeRefund): void
  onCommit(next: Order): void
  /** Whether nothing is left to do. */
  isQuiet(): Promise<boolean>
  /** When it is. */
  atTheEnd(): Promise<void>
}

export interface Parties {
  readonly stripe: SimulatedStripe
  readonly prodigi: SimulatedProdigi
  readonly shop: SimulatedShop
  readonly asked: Asked
}

/** @param parties who is there; asked for late, for they hear of the judge. */
export function createJudge(world: World, store: Storage, parties: () => Parties): Judge {
  const { violate } = world
  const orders = new Map<string, Order>()

  const ordersNow = async (): Promise<readonly Order[]> => store.listOrders({ limit: 200 })

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
      const same = others.filter((one) => one.submission.metadata['fulfillmentId'] === print.id)
      if (same.length > 0) violate('INV-1', `Two prints of ${order.number}, generation ${print.generation}.`)
      if (others.some(({ status }) => status !== 'cancelled') && print.replaces === null) {
        violate('INV-1', `Another print of ${order.number} beside one that goes on.`)
      }
      if (session.capturedAt === null) violate('INV-3', `A print of ${order.number}, which is not paid.`)
      if (session.total !== order.totals.total.amount) violate('INV-5', `Another amount was paid for ${order.number}.`)
      const bought = session.request.items
      for (const { id, sku, quantity } of items) {
        const item = bought.find((one) => one.id === id)
        if (!item || item.sku !== sku || quantity > item.quantity)
          violate('INV-4', `${order.number} was bought otherwise.`)
      }
    },

    onRefund(session, { orderId, amount }) {
      const { prodigi, asked } = parties()
      if (refundedOf(session) > session.total) violate('INV-11', `More than was paid went back for ${orderId}.`)
      const order = orders.get(orderId)
      const booked = order?.refunds.reduce((sum, refund) => sum + refund.amount.amount, 0) ?? 0
      const sent = session.refunds.filter(({ key, status }) => key !== null && status === 'made')
      if (sent.reduce((sum, one) => sum + one.amount, 0) > booked)
        violate('INV-11', `More went back than was decided for ${orderId}: ${amount}.`)
      if (asked.refunds.has(orderId)) return
      const prints = prodigi.orders.filter((one) => one.submission.metadata['orderId'] === orderId)
      if (prints.some(({ status }) => status !== 'cancelled'))
        violate('INV-11', `Money went back although ${orderId} is printed.`)
    },

    onCommit(next) {
      const before = orders.get(next.id)
      orders.set(next.id, next)
      if (!before) return
      if (next.version !== before.version + 1)
        violate('INV-8', `${next.number} went from ${before.version} to ${next.version}.`)
      if (next.status !== before.status && !canMove(orderTransitions, before.status, next.status)) {
        violate('INV-7', `${next.number} went from ${before.status} to ${next.status}.`)
      }
    },

    async isQuiet() {
      const { prodigi, stripe } = parties()
      if (prodigi.orders.some(({ status }) => status !== 'shipped' && status !== 'cancelled')) return false
      if ([...stripe.sessions.values()].some((session) => session.money === 'processing')) return false
      const { due, running } = await store.jobStats()
      if (due + running > 0) return false
      for (const order of await ordersNow()) {
        const jobs = await store.listJobs(order.id)
        if (
          jobs.some(
            ({ state, kind }) => state !== 'dead' && kind !== 'refresh_fulfillment' && kind !== 'expire_checkout',
          )
        )
          return false
        const shown = prodigi.orders.filter((one) => one.submission.metadata['orderId'] === order.id)
        for (const { providerOrderId, status } of shown) {
          const known = order.fulfillments.find((f) => f.providerOrderId === providerOrderId)
          if (known?.status !== status) return false
        }
        const session = stripe.sessionOf(order.id)
        if (session && session.money === 'captured' && order.payment.capturedAt === null) return false
        if (session && refundedOf(session) !== order.payment.amountRefunded) return false
      }
      return true
    },

    async atTheEnd() {
      const { stripe, prodigi, shop } = parties()
      for (const session of stripe.sessions.values()) {
        const { orderId, orderNumber } = session.request
        const order = orders.get(orderId)
        const prints = prodigi.orders.filter((one) => one.submission.metadata['orderId'] === orderId)
        const going = prints.filter(({ status }) => status !== 'cancelled')
        const isAsking = (order?.attention.length ?? 0) > 0
        if (session.money === 'captured' && keptOf(session) > 0 && !isAsking && going.length === 0) {
          violate('INV-2', `${orderNumber} is paid, not printed, and asks for nobody.`)
        }
        if (refundedOf(session) >= session.total && session.money === 'captured' && going.length > 0) {
          const isTold = shop.alerts.some(({ orderId: about }) => about === orderId)
          const hasLeft = order?.fulfillments.every((f) => f.status === 'shipped' || f.status === 'cancelled')
          if (!isTold && !hasLeft) violate('INV-12', `All money of ${orderNumber} is back, and it is printed.`)
        }
      }
      for (const order of await ordersNow()) {
        for (const { code, message } of order.attention) {
          const isTold = shop.alerts.some((alert) => alert.orderId === order.id && alert.code === code)
          if (!isTold) violate('INV-19', `Nobody was told that ${order.number} asks for a person: ${code}, ${message}`)
        }
        const isAsking = order.attention.length > 0
        const dead = (await store.listJobs(order.id)).filter(({ state }) => state === 'dead')
        // What a dead job was to do may have been done by the worker that was thought dead.
        const isUnsent = order.fulfillments.some(({ status }) => status === 'pending' || status === 'submitting')
        const undone = dead.filter(({ kind }) => kind !== 'submit_fulfillment' || isUnsent)
        if (undone.length > 0 && !isAsking && !parties().asked.resolved.has(order.id)) {
          const [job] = undone
          violate('INV-15', `A job of ${order.number} is dead and nobody is asked: ${job?.kind}, ${job?.lastError}`)
        }
        for (const print of order.fulfillments) {
          for (const parcel of print.shipments.filter(({ status }) => status === 'shipped')) {
            const told = shop.notified.filter(
              (n) => n.type === 'order_shipped' && n.orderId === order.id && n.shipmentId === parcel.id,
            )
            if (told.length === 0) violate('INV-16', `Nobody was told of a parcel of ${order.number}.`)
            if (told.length > 1 + world.counts.strikes + world.counts.crashes)
              violate('INV-16', `A parcel of ${order.number} was told of too often.`)
          }
        }
        const unsent = order.refundBalance.target - order.payment.amountRefunded
        const isClaimed = order.payment.dispute?.status === 'open' || order.payment.dispute?.status === 'lost'
        if (unsent > 0 && !isAsking && !isClaimed && !parties().asked.resolved.has(order.id)) {
          violate('INV-21', `${unsent} is owed for ${order.number} and nobody is asked.`)
        }
      }
    },
  }
}
